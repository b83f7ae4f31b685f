"""The figures of a period as CSV: one line for each number, the same in every language."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from datetime import timedelta

from django.http import HttpResponse
from django.utils.timezone import localtime

from kiemchung_site.figures.queries import NO_TOPIC
from kiemchung_site.figures.report import Figures, Parts, Waits
from kiemchung_site.figures.waiting import Spread

_CUTS = (
    ("p10", "tenth"),
    ("p25", "quarter"),
    ("p50", "median"),
    ("p75", "three_quarters"),
    ("p90", "nine_tenths"),
)
_COMMANDS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""


@dataclass(frozen=True, slots=True)
class Line:
    """One number; nothing stands for one that is not shown or not known."""

    figure: str
    part: str
    value: object
    unit: str


def csv_of(figures: Figures) -> HttpResponse:
    """Answer with all figures as a file."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(field.name for field in fields(Line))
    writer.writerows(_plain(astuple(line)) for line in _lines(figures))
    return HttpResponse(written.getvalue(), "text/csv; charset=utf-8")


def _lines(figures: Figures) -> Iterator[Line]:
    yield Line("period", "first", figures.period.first, "day")
    yield Line("period", "last", figures.period.last, "day")
    yield Line("period", "until", localtime(figures.until).isoformat(), "moment")
    yield from _waits("time_to_publication_of_answered", figures.answered)
    yield from _waits("time_to_publication_of_first_asked", figures.asked)
    yield from _parts("open_claims_by_age", figures.ages, "claims")
    yield from _parts("questions_by_topic", figures.demand, "questions")
    yield from _parts("messages_by_answer", figures.asks, "messages")
    yield Line("messages_answered_at_once", "", _short(figures.at_once), "per cent")
    yield from _parts("corrections_by_kind", figures.corrections, "corrections")
    yield Line("fact_checks", "", figures.fact_checks, "fact-checks")
    per_hundred = _short(figures.corrections_per_hundred)
    yield Line("corrections_per_hundred_fact_checks", "", per_hundred, "corrections")


def _waits(figure: str, waits: Waits) -> Iterator[Line]:
    yield Line(figure, "answered", waits.answered, "claims")
    yield Line(figure, "still_open", waits.still_open, "claims")
    for name, cut in _CUTS:
        yield Line(figure, name, _days(waits.spread, cut), "days")


def _parts(figure: str, parts: Parts, unit: str) -> Iterator[Line]:
    for part in parts.parts:
        yield Line(figure, part.key if part.key != NO_TOPIC else "no_topic", part.number, unit)
    yield Line(figure, "total", parts.total, unit)


def _days(spread: Spread | None, cut: str) -> float | None:
    time: timedelta | None = None if spread is None else getattr(spread, cut)
    return None if time is None else round(time / timedelta(days=1), 2)


def _short(number: float | None) -> float | None:
    return None if number is None else round(number, 1)


def _plain(cells: Iterable[object]) -> list[object]:
    return [f"'{c}" if isinstance(c, str) and c.startswith(_COMMANDS) else c for c in cells]
