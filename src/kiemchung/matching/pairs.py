"""Two texts: do they make the same claim?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiemchung.claims import Level
from kiemchung.matching.encoder.base import TokenVectors
from kiemchung.matching.evidence import Weigh
from kiemchung.matching.features import Candidate, Probe, feature_matrix
from kiemchung.matching.ranker import Ranker
from kiemchung.matching.sameness import is_same_text
from kiemchung.matching.terms import Terms
from kiemchung.text.folding import has_accents


@dataclass(frozen=True, slots=True)
class Said:
    """A text analysed and encoded, ready to be held against another."""

    text: str
    language: str
    terms: Terms
    vector: NDArray[np.float32]
    tokens: TokenVectors


@dataclass(frozen=True, slots=True)
class Likeness:
    """How sure it is that two texts make the same claim."""

    level: Level
    probability: float


def likeness(one: Said, other: Said, weigh: Weigh, ranker: Ranker) -> Likeness:
    """Compare two texts; which of them comes first makes no difference."""
    thresholds = ranker.thresholds
    # Which of both is the message makes a difference to the ranker; none should to us.
    sides = ((one, other), (other, one))
    probability = min(_probability(*pair, weigh, ranker) for pair in sides)
    if is_same_text(one.terms, other.terms):
        probability = max(probability, thresholds.same_claim)
    return Likeness(thresholds.level(probability), probability)


def _probability(asked: Said, known: Said, weigh: Weigh, ranker: Ranker) -> float:
    probe = Probe(
        asked.text, asked.terms, asked.tokens, asked.language, has_accents(asked.text), passages=1
    )
    cosine = float(np.dot(asked.vector, known.vector))
    candidate = Candidate(0, known.terms, known.tokens, known.language, cosine, 0, 0, 1.0)
    return float(ranker.probabilities(feature_matrix(probe, [candidate], weigh))[0])
