"""Groups: the same claim checked by several publishers, shown together."""

from collections.abc import Sequence

import numpy as np

from kiemchung.matching.encoder.base import Vectors
from kiemchung.matching.features import Candidate, Probe, feature_matrix
from kiemchung.matching.index import Snapshot
from kiemchung.matching.index.document import Document
from kiemchung.matching.ranker import Ranker
from kiemchung.matching.sameness import is_same_text
from kiemchung.text.folding import has_accents


def group_rows(snapshot: Snapshot, rows: Sequence[int], ranker: Ranker) -> list[int]:
    """Return for each of ``rows`` (best first) the number of its group, from 0.

    A row joins the first group whose best row makes the same claim, as sure as the matcher
    has to be of a message.
    """
    vectors = snapshot.vectors(rows)
    leaders: list[int] = []
    groups = []
    for row in rows:
        found = next(
            (
                n
                for n, leader in enumerate(leaders)
                if _same(snapshot, vectors, leader, row, ranker)
            ),
            len(leaders),
        )
        if found == len(leaders):
            leaders.append(row)
        groups.append(found)
    return groups


def _same(
    snapshot: Snapshot, vectors: dict[int, Vectors], left: int, right: int, ranker: Ranker
) -> bool:
    one, other = snapshot.document(left), snapshot.document(right)
    if is_same_text(one.terms, other.terms):
        return True
    cosine = float(np.dot(vectors[left], vectors[right]))
    # Which of both claims is the message makes a difference to the ranker; none should to us.
    probabilities = [
        _probability(snapshot, *sides, right, cosine, ranker)
        for sides in ((one, other), (other, one))
    ]
    return min(probabilities) >= ranker.thresholds.same_claim


def _probability(
    snapshot: Snapshot, asked: Document, known: Document, row: int, cosine: float, ranker: Ranker
) -> float:
    claim = asked.entry.fact_check.claim
    probe = Probe(claim, asked.terms, asked.tokens, asked.language, has_accents(claim), 1)
    candidate = Candidate(row, known.terms, known.tokens, known.language, cosine, 0, 0, 1.0)
    features = feature_matrix(probe, [candidate], snapshot.word_weight)
    return float(ranker.probabilities(features)[0])
