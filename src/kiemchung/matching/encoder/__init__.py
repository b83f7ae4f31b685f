"""Encoders: texts to vectors whose inner product says how near their meanings are."""

from kiemchung.matching.encoder.base import Encoder, Encoding, Passages, TokenVectors, Vectors
from kiemchung.matching.encoder.choice import open_encoder

__all__ = ["Encoder", "Encoding", "Passages", "TokenVectors", "Vectors", "open_encoder"]
