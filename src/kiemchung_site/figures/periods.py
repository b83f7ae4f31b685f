"""Spans of days that figures are about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from kiemchung_site.errors import NoSuchQuarter

_NAME = re.compile(r"(2\d{3})-q([1-4])", re.ASCII)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        return _midnight(self.first)

    @property
    def end(self) -> datetime:
        """The moment after the last day."""
        return _midnight(self.last + _DAY)

    @property
    def quarter(self) -> "Quarter | None":
        """The quarter that has just these days."""
        quarter = quarter_of(self.first)
        return quarter if quarter.period == self else None


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    year: int
    number: int

    @property
    def name(self) -> str:
        """As it stands in addresses."""
        return f"{self.year}-q{self.number}"

    @property
    def period(self) -> Period:
        return Period(self._first, self.following._first - _DAY)

    @property
    def following(self) -> "Quarter":
        if self.number == 4:
            return Quarter(self.year + 1, 1)
        return Quarter(self.year, self.number + 1)

    @property
    def _first(self) -> date:
        return date(self.year, 3 * self.number - 2, 1)


def quarter_of(day: date) -> Quarter:
    """Return the quarter in which ``day`` is."""
    return Quarter(day.year, (day.month + 2) // 3)


def read_quarter(name: str) -> Quarter:
    """Return the quarter with this name. Raises NoSuchQuarter."""
    found = _NAME.fullmatch(name)
    if found is None:
        raise NoSuchQuarter
    return Quarter(int(found[1]), int(found[2]))


def quarters(since: date, until: date) -> Iterator[Quarter]:
    """Yield the quarters from that of ``since`` to the last one that is over on ``until``."""
    quarter = quarter_of(since)
    while quarter < quarter_of(until):
        yield quarter
        quarter = quarter.following


def _midnight(day: date) -> datetime:
    # In UTC, as rows are read: times of one zone are compared several times as fast.
    return timezone.make_aware(datetime.combine(day, time.min)).astimezone(UTC)
