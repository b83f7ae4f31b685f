"""What a check has found."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    GOOD = "good"
    DOUBTFUL = "doubtful"
    """Works, but something may go wrong one day."""
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    state: State
    found: str
    remedy: str = ""
    """How to mend it; empty when it is good."""


def judge(name: str, is_good: bool, found: str, remedy: str, other: State = State.BAD) -> Finding:
    """Return a finding that is good, or in the state ``other`` with its remedy."""
    return Finding(name, State.GOOD, found) if is_good else Finding(name, other, found, remedy)
