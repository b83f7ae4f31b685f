"""What every encoder offers."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
"""Shape (texts, dimensions), each row of length 1."""

Passages = tuple[str, ...]
"""The passages of one message, in order; the first may be the whole that contains the others."""

_SCALE = 127


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """The words of one text in context, for aligning it with another.

    ``directions`` int8 (tokens, width): unit vectors times 127. ``weights`` float16 (tokens,):
    how much each token matters.
    """

    directions: NDArray[np.int8]
    weights: NDArray[np.float16]

    def __len__(self) -> int:
        return len(self.weights)

    def to_bytes(self) -> bytes:
        return self.weights.tobytes() + self.directions.tobytes()

    @classmethod
    def from_bytes(cls, content: bytes, width: int) -> "TokenVectors":
        """Read what ``to_bytes`` gave for vectors of ``width``."""
        count = len(content) // (width + 2)
        weights = np.frombuffer(content, np.float16, count)
        directions = np.frombuffer(content, np.int8, offset=2 * count).reshape(count, width)
        return cls(directions, weights)

    @classmethod
    def of(cls, directions: Vectors, weights: NDArray[np.floating]) -> "TokenVectors":
        """Quantise unit vectors."""
        rounded = np.rint(directions * _SCALE).astype(np.int8)
        return cls(rounded, weights.astype(np.float16))


NO_TOKENS = TokenVectors(np.empty((0, 0), np.int8), np.empty(0, np.float16))
"""Of a text whose encoder gives no token vectors."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """Texts encoded: a vector each, and from encoders that can, the vectors of their words."""

    vectors: Vectors
    tokens: tuple[TokenVectors, ...]
    """One for each text."""

    def part(self, texts: slice) -> "Encoding":
        """Return the encoding of some of the texts, in memory of its own."""
        return Encoding(self.vectors[texts].copy(), self.tokens[texts])

    @classmethod
    def joined(cls, parts: Iterable["Encoding"], dimensions: int) -> "Encoding":
        """Return the encoding of the texts of all ``parts``, vectors of ``dimensions``."""
        kept = list(parts)
        nothing = np.empty((0, dimensions), np.float32)
        return cls(
            np.concatenate([nothing, *(part.vectors for part in kept)]),
            tuple(tokens for part in kept for tokens in part.tokens),
        )


class Encoder(Protocol):
    """Texts to vectors.

    Equal fingerprints promise equal vectors (up to rounding); an index refuses to work
    with an encoder of another fingerprint than the one that made it.
    """

    @property
    def fingerprint(self) -> str: ...

    @property
    def dimensions(self) -> int: ...

    @property
    def token_width(self) -> int:
        """Width of token vectors, 0 for an encoder without."""
        ...

    def encode_messages(self, messages: Sequence[Passages]) -> Encoding:
        """Encode the passages of what people ask, one message's after the other's.

        An encoder may read each passage in the context of its message.
        """
        ...

    def encode_claims(self, texts: Sequence[str]) -> Encoding:
        """Encode library entries, each on its own."""
        ...


def unit_length(vectors: NDArray[np.floating]) -> Vectors:
    """Return ``vectors`` scaled to length 1 along the last axis; zeros stay zero."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def without_tokens(vectors: Vectors) -> Encoding:
    """Return the encoding of an encoder that has only ``vectors``."""
    return Encoding(vectors, (NO_TOKENS,) * len(vectors))


class TextEncoder(ABC):
    """Base of encoders that give each text one vector, messages and claims alike."""

    token_width = 0

    @property
    @abstractmethod
    def dimensions(self) -> int: ...

    @abstractmethod
    def _vectors(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of one text or more."""

    def encode_messages(self, messages: Sequence[Passages]) -> Encoding:
        return self._encode([text for passages in messages for text in passages])

    def encode_claims(self, texts: Sequence[str]) -> Encoding:
        return self._encode(texts)

    def _encode(self, texts: Sequence[str]) -> Encoding:
        if not texts:
            return without_tokens(np.empty((0, self.dimensions), np.float32))
        return without_tokens(self._vectors(texts))
