"""Groups: the same claim checked by several publishers, shown together."""

from collections.abc import Sequence

from kiemchung.claims import Level
from kiemchung.matching.encoder.base import Vectors
from kiemchung.matching.index import Snapshot
from kiemchung.matching.index.document import Document
from kiemchung.matching.pairs import Said, likeness
from kiemchung.matching.ranker import Ranker


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
    one, other = (_said(snapshot.document(row), vectors[row]) for row in (left, right))
    found = likeness(one, other, snapshot.word_weight, ranker)
    return found.level is Level.SAME_CLAIM


def _said(document: Document, vector: Vectors) -> Said:
    claim = document.entry.fact_check.claim
    return Said(claim, document.language, document.terms, vector, document.tokens)
