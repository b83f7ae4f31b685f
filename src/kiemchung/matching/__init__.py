"""Has this claim been checked? Encoder, index, evidence, ranking and calibration."""
