"""A deterministic encoder for tests: hashed words, no model, no meaning."""

import hashlib
from collections.abc import Sequence

import numpy as np

from kiemchung.matching.encoder.base import TextEncoder, Vectors, unit_length
from kiemchung.text.normal import normal_form
from kiemchung.text.tokens import folded_words

_DIMENSIONS = 64


class FakeEncoder(TextEncoder):
    """Texts that share words are near each other."""

    fingerprint = "fake-1"
    dimensions = _DIMENSIONS

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), _DIMENSIONS), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in folded_words(normal_form(text)):
                digest = hashlib.sha256(word.encode()).digest()
                row[digest[0] % _DIMENSIONS] += 1 if digest[1] % 2 else -1
                row[digest[2] % _DIMENSIONS] += 1
        return unit_length(vectors)
