"""Candidates: the few rows of the index that are worth a closer look for one passage."""

from collections.abc import Sequence

import numpy as np

from kiemchung.matching.encoder.base import Vectors
from kiemchung.matching.features import Candidate
from kiemchung.matching.index import Snapshot
from kiemchung.matching.index.reader import Hits

_BY_WORDS = 10
_BY_MEANING = 12


def find_candidates(
    snapshot: Snapshot, tokens: Sequence[str], vector: Vectors, word_hits: Hits | None = None
) -> list[Candidate]:
    """Return the rows nearest to a passage by words and by meaning, each once.

    ``word_hits`` are what ``snapshot.search_words`` gave for ``tokens``, where that is known.
    """
    by_words = word_hits if word_hits is not None else search_words(snapshot, tokens)
    by_meaning = snapshot.search_vectors(vector, _BY_MEANING)
    cosines = dict(by_meaning)
    lacking = [row for row, _ in by_words if row not in cosines]
    for row, other in snapshot.vectors(lacking).items():
        cosines[row] = float(np.dot(other, vector))
    word_ranks = {row: (rank, score) for rank, (row, score) in enumerate(by_words)}
    cosine_ranks = {row: rank for rank, (row, _) in enumerate(by_meaning)}
    rows = dict.fromkeys([*cosine_ranks, *word_ranks])
    return [
        _candidate(
            snapshot,
            row,
            cosines.get(row, 0.0),
            cosine_ranks.get(row),
            *word_ranks.get(row, (None, 0.0)),
        )
        for row in rows
    ]


def search_words(snapshot: Snapshot, tokens: Sequence[str]) -> Hits:
    """Return the rows nearest to a passage by words."""
    return snapshot.search_words(tokens, _BY_WORDS)


def _candidate(
    snapshot: Snapshot,
    row: int,
    cosine: float,
    cosine_rank: int | None,
    word_rank: int | None,
    word_score: float,
) -> Candidate:
    document = snapshot.document(row)
    return Candidate(
        row=row,
        terms=document.terms,
        tokens=document.tokens,
        language=document.language,
        cosine=cosine,
        cosine_rank=cosine_rank,
        word_rank=word_rank,
        word_score=word_score,
    )
