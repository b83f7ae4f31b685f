"""What readers see does not depend on any number under five: so none can be reckoned back."""

import csv
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from kiemchung.claims import Level
from kiemchung_site.factchecks.models import Kind
from kiemchung_site.figures.periods import Period
from kiemchung_site.figures.queries import AGES
from kiemchung_site.figures.report import Figures, Part, Parts, Waits
from kiemchung_site.figures.small_numbers import SMALL, for_readers
from kiemchung_site.figures.waiting import Spread
from kiemchung_site.public.figure_pages import show_figures
from kiemchung_site.public.figures_csv import csv_of

KINDS = (Kind.CLARIFICATION, Kind.CORRECTION, Kind.VERDICT_CHANGED, Kind.RETRACTED)
TOPICS = ("health", "scams", "")
UNSEEN = st.integers(0, SMALL - 1)

numbers = st.integers(0, 12)
times = st.integers(0, 10**7).map(lambda seconds: timedelta(seconds=seconds))
spreads = st.none() | st.builds(Spread, times, times, times, times, times)


def parts(keys: tuple[str, ...]) -> st.SearchStrategy[Parts]:
    counts = st.tuples(*(numbers for _ in keys))
    return counts.map(lambda found: Parts(tuple(map(Part, keys, found))))


waits = st.builds(Waits, numbers, numbers, spreads)
figures = st.builds(
    Figures,
    period=st.just(Period(date(2026, 4, 1), date(2026, 6, 30))),
    until=st.just(datetime(2026, 6, 30, 17, tzinfo=UTC)),
    answered=waits,
    asked=waits,
    ages=parts(tuple(AGES)),
    demand=parts(TOPICS),
    asks=parts(tuple(Level)),
    corrections=parts(KINDS),
    fact_checks=numbers,
)


def shown(found: Figures) -> str:
    page = show_figures(for_readers(found), ends=False)
    html = render_to_string("public/parts/figures/all.html", {"page": page, "small": SMALL})
    return html + csv_of(for_readers(found)).text


def is_small(number: int | None) -> bool:
    return number is not None and number < SMALL


def altered(draw: st.DrawFn, found: Figures) -> Figures:
    """Return ``found`` with everything under five otherwise, and what rests on it."""

    def other(number: int | None) -> int | None:
        return draw(UNSEEN) if is_small(number) else number

    def others(some: Parts) -> Parts:
        changed = [Part(part.key, other(part.number)) for part in some.parts]
        return replace(some, parts=tuple(changed))

    def other_waits(some: Waits) -> Waits:
        spread = draw(spreads) if is_small(some.answered) else some.spread
        return Waits(other(some.answered), other(some.still_open), spread)

    corrections = found.corrections
    if is_small(corrections.total):
        corrections = Parts((Part(KINDS[0], draw(UNSEEN)),))
    return replace(
        found,
        answered=other_waits(found.answered),
        asked=other_waits(found.asked),
        ages=others(found.ages),
        demand=others(found.demand),
        asks=others(found.asks),
        corrections=corrections,
        fact_checks=other(found.fact_checks),
    )


@settings(deadline=None)
@given(st.data(), figures)
def test_page_and_file_are_the_same_whatever_the_small_numbers_are(
    data: st.DataObject, found: Figures
) -> None:
    another = data.draw(st.composite(altered)(found))
    assert shown(another) == shown(found)


@given(figures)
def test_no_number_under_five_stands_in_the_file(found: Figures) -> None:
    lines = list(csv.DictReader(csv_of(for_readers(found)).text.splitlines()))
    units = {"claims", "questions", "messages", "fact-checks"}
    counts = [line["value"] for line in lines if line["unit"] in units and line["value"]]
    assert all(int(count) >= SMALL for count in counts)


@given(figures)
def test_a_sum_is_shown_only_where_all_its_parts_are(found: Figures) -> None:
    seen = for_readers(found)
    for some in (seen.ages, seen.asks):
        assert (some.total is None) == any(part.number is None for part in some.parts)
    assert seen.demand.total is None
    assert (seen.at_once is None) == (seen.asks.total is None)


def test_large_numbers_are_shown_as_they_are() -> None:
    spread = Spread(*(timedelta(days=n) for n in (1, 2, 3, 4, 5)))
    found = Figures(
        period=Period(date(2026, 4, 1), date(2026, 6, 30)),
        until=datetime(2026, 6, 30, 17, tzinfo=UTC),
        answered=Waits(5, 0, spread),
        asked=Waits(7, 2, spread),
        ages=Parts(tuple(Part(key, 5) for key in AGES)),
        demand=Parts((Part("health", 6), Part("", 5), Part("scams", 4))),
        asks=Parts(tuple(map(Part, Level, (30, 10, 10)))),
        corrections=Parts(tuple(map(Part, KINDS, (1, 2, 3, 0)))),
        fact_checks=40,
    )
    seen = for_readers(found)
    assert (seen.answered.answered, seen.asked.answered) == (5, None)
    assert seen.ages == found.ages
    assert [part.key for part in seen.demand.parts] == ["health", ""]
    assert seen.at_once == 60
    assert seen.corrections_per_hundred == 15
    assert [part.number for part in seen.corrections.parts] == [6]
