"""Features: all evidence on the candidates for one passage, as the ranker reads it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiemchung.matching.alignment import ALIGNMENT_NAMES, align_all
from kiemchung.matching.encoder.base import TokenVectors
from kiemchung.matching.evidence import LEXICAL_NAMES, Weigh, compare
from kiemchung.matching.terms import Terms

_CONTEXT_NAMES = (
    "cosine",
    "cosine_rank",
    "word_rank",
    "word_score",
    "cosine_place",
    "fused",
    "fused_place",
    "fused_lead",
    "word_lead",
    "cosine_lead",
    "share_lead",
    "alignment_lead",
    "same_language",
    "accented",
    "passages",
)
FEATURE_NAMES = (*LEXICAL_NAMES, *ALIGNMENT_NAMES, *_CONTEXT_NAMES)
"""The columns of a feature matrix, in order."""

_COLUMN = {name: position for position, name in enumerate(FEATURE_NAMES)}
# A lead is how far a candidate is ahead of the best other one (or behind the best).
_FUSION = {
    "cosine_place": 0.6,
    "word_score": 0.25,
    "claim_aligned": 0.5,
    "passage_aligned": 0.5,
}
"""Weights of a weighted sum; trees alone are slow to learn one."""
_LEADS = {
    "fused_lead": "fused",
    "word_lead": "word_score",
    "cosine_lead": "cosine",
    "share_lead": "claim_share",
    "alignment_lead": "claim_aligned",
}


_UNRELATED = (0.0,) * (_COLUMN["same_language"] - _COLUMN["word_score"] - 1)
"""Stand in for the columns that compare candidates, until all are there."""


@dataclass(frozen=True, slots=True)
class Probe:
    """One passage of a message, ready to be held against candidates."""

    text: str
    terms: Terms
    tokens: TokenVectors
    language: str
    accented: bool
    passages: int
    """Number of passages in the message."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A row that may be what a passage is about, and how it came up."""

    row: int
    terms: Terms
    tokens: TokenVectors
    language: str
    cosine: float
    cosine_rank: int | None
    """From 0; None where the vector search did not bring it."""
    word_rank: int | None
    word_score: float = 0.0
    """BM25; 0 where the word search did not bring it."""


def feature_matrix(
    probe: Probe, candidates: Sequence[Candidate], weigh: Weigh
) -> NDArray[np.float32]:
    """Return one row of ``FEATURE_NAMES`` for each candidate."""
    matrix = np.zeros((len(candidates), len(FEATURE_NAMES)), np.float32)
    aligned = align_all(probe.tokens, [candidate.tokens for candidate in candidates])
    for row, candidate, alignment in zip(matrix, candidates, aligned, strict=True):
        row[:] = (
            *compare(probe.terms, candidate.terms, weigh),
            *alignment,
            candidate.cosine,
            _reciprocal(candidate.cosine_rank),
            _reciprocal(candidate.word_rank),
            candidate.word_score,
            *_UNRELATED,
            float(candidate.language == probe.language),
            float(probe.accented),
            float(probe.passages),
        )
    return relate_candidates(matrix)


def relate_candidates(matrix: NDArray[np.float32]) -> NDArray[np.float32]:
    """Fill in the columns that compare each candidate with the others; returns ``matrix``."""
    matrix[:, _COLUMN["word_score"]] /= matrix[:, _COLUMN["word_score"]].max(initial=1e-9)
    matrix[:, _COLUMN["cosine_place"]] = places(matrix[:, _COLUMN["cosine"]])
    fused = sum(weight * matrix[:, _COLUMN[name]] for name, weight in _FUSION.items())
    matrix[:, _COLUMN["fused"]] = fused
    matrix[:, _COLUMN["fused_place"]] = places(matrix[:, _COLUMN["fused"]])
    for lead, source in _LEADS.items():
        matrix[:, _COLUMN[lead]] = leads(matrix[:, _COLUMN[source]])
    return matrix


def places(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return where each value lies between the lowest (0) and the highest (1)."""
    low, high = values.min(initial=1.0), values.max(initial=-1.0)
    if high <= low:
        return np.ones_like(values)
    return np.asarray((values - low) / (high - low), np.float32)


def leads(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return each value less the best of the others."""
    if len(values) < 2:
        return np.array(values, copy=True)
    ordered = np.sort(values)
    best, second = ordered[-1], ordered[-2]
    return np.asarray(values - np.where(values >= best, second, best), np.float32)


def _reciprocal(rank: int | None) -> float:
    return 0.01 if rank is None else 1.0 / (1 + rank)
