"""A large library without encoding it: each entry is half of one real claim and half of another.

Vectors and token vectors are put together from those of the two claims, so that words, meaning
and alignment stay of one piece, and messages are encoded as ever.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from kiemchung.matching.encoder import Encoder, Encoding, Passages
from kiemchung.matching.encoder.base import TokenVectors, unit_length
from support.claims import Claim

_NOISE = 0.05
"""Length of the random part of a vector: no two entries are at the same place."""
_CHUNK = 512


class Recombined:
    """An encoder under the name of ``real`` that knows real claims and what is made of them."""

    def __init__(self, real: Encoder, claims: Sequence[Claim], seed: int) -> None:
        self.fingerprint, self.dimensions = real.fingerprint, real.dimensions
        self.token_width = real.token_width
        self._real = real
        self._rng = random.Random(seed)
        self._noise = np.random.default_rng(seed)
        self._by_language: dict[str, list[int]] = defaultdict(list)
        for number, claim in enumerate(claims):
            self._by_language[claim.language].append(number)
        self._claims = claims
        parts = [
            real.encode_claims([claim.text for claim in claims[start : start + _CHUNK]])
            for start in range(0, len(claims), _CHUNK)
        ]
        self._vectors = np.concatenate([part.vectors for part in parts])
        self._tokens = [tokens for part in parts for tokens in part.tokens]
        self._made: dict[str, tuple[int, int]] = {}

    def entries(self, count: int) -> Iterator[Claim]:
        """Yield ``count`` new claims; each batch has to be encoded before the next is asked for."""
        languages = sorted(self._by_language)
        for _ in range(count):
            pool = self._by_language[self._rng.choice(languages)]
            first, second = self._rng.choice(pool), self._rng.choice(pool)
            words, others = (self._claims[n].text.split() for n in (first, second))
            text = " ".join([*words[: len(words) // 2 + 1], *others[len(others) // 2 :]])
            self._made[text] = first, second
            yield Claim(text, self._claims[first].language)

    def encode_messages(self, messages: Sequence[Passages]) -> Encoding:
        return self._real.encode_messages(messages)

    def encode_claims(self, texts: Sequence[str]) -> Encoding:
        pairs = [self._made[text] for text in texts]
        self._made.clear()
        halves = self._vectors[np.array(pairs)].mean(axis=1)
        noise = unit_length(self._noise.standard_normal(halves.shape, np.float32))
        tokens = tuple(_joined(self._tokens[one], self._tokens[other]) for one, other in pairs)
        return Encoding(unit_length(unit_length(halves) + _NOISE * noise), tokens)


def _joined(one: TokenVectors, other: TokenVectors) -> TokenVectors:
    """Return the first half of ``one`` and the second of ``other``."""
    begin, end = len(one) // 2, len(other) // 2
    return TokenVectors(
        np.concatenate([one.directions[:begin], other.directions[end:]]),
        np.concatenate([one.weights[:begin], other.weights[end:]]),
    )
