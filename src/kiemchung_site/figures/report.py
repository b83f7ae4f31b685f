"""The figures of one period: counts, sums, shares. No texts, and nobody's name."""

from dataclasses import dataclass
from datetime import datetime

from kiemchung.claims import Level
from kiemchung_site.figures.periods import Period
from kiemchung_site.figures.waiting import Spread


@dataclass(frozen=True, slots=True)
class Part:
    """One count of several; nothing stands for a number that is not shown."""

    key: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Parts:
    """Counts that make up a whole."""

    parts: tuple[Part, ...]
    are_all: bool = True
    """Whether no part was left out."""

    @property
    def total(self) -> int | None:
        """The sum, unless something is missing from it."""
        numbers = [part.number for part in self.parts if part.number is not None]
        return sum(numbers) if self.are_all and len(numbers) == len(self.parts) else None

    def number_of(self, key: str) -> int | None:
        return next((part.number for part in self.parts if part.key == key), None)


@dataclass(frozen=True, slots=True)
class Waits:
    """How long claims waited for their fact-check, and how many of them there are."""

    answered: int | None
    still_open: int | None
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class Figures:
    """The desk's work in one period, as things stood at its end, or stand now."""

    period: Period
    until: datetime
    answered: Waits
    """Of the claims that were answered in the period."""
    asked: Waits
    """Of the claims that were asked about in the period for the first time, the open ones too."""
    ages: Parts
    """Open claims by how long ago they were asked about for the first time."""
    demand: Parts
    """Questions by the topic of their claim."""
    asks: Parts
    """Messages that were looked up, by the level of their answer."""
    corrections: Parts
    """By kind; typing errors do not count."""
    fact_checks: int | None
    """Published until then."""

    @property
    def at_once(self) -> float | None:
        """The share of messages that a fact-check of the same claim answered, in per cent."""
        return _hundredfold(self.asks.number_of(Level.SAME_CLAIM), self.asks.total)

    @property
    def corrections_per_hundred(self) -> float | None:
        return _hundredfold(self.corrections.total, self.fact_checks)


def _hundredfold(number: int | None, among: int | None) -> float | None:
    return None if number is None or not among else 100 * number / among
