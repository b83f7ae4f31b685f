"""Candidates: the few rows of the index that are worth a closer look for one passage."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from kiemchung.matching.encoder.base import Vectors
from kiemchung.matching.features import Candidate, places
from kiemchung.matching.index import Snapshot
from kiemchung.matching.index.reader import Hits

_BY_WORDS = 10
_BY_MEANING = 12
_KEPT = 14
"""Of both together, by a weighted sum: reading and comparing a row takes most of the time."""
_MEANING, _WORDS = 0.6, 0.4


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
    rows = _most_promising(dict.fromkeys([*cosine_ranks, *word_ranks]), cosines, dict(by_words))
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


def _most_promising(
    rows: Iterable[int], cosines: Mapping[int, float], word_scores: Mapping[int, float]
) -> list[int]:
    """Return the best ``_KEPT`` of ``rows`` in the order of their evidence."""
    found = list(rows)
    meaning = places(np.array([cosines.get(row, 0.0) for row in found], np.float32))
    highest = max(word_scores.values(), default=1.0)
    words = np.array([word_scores.get(row, 0.0) / highest for row in found], np.float32)
    order = np.argsort(-(_MEANING * meaning + _WORDS * words), kind="stable")
    return [found[place] for place in order[:_KEPT]]


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
