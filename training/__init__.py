"""Training of what the matcher has learned: the encoder's adapter and the ranker."""
