from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiemchung_site.errors import NoSuchQuarter
from kiemchung_site.figures.periods import Period, Quarter, quarter_of, quarters, read_quarter

days = st.dates(date(2000, 1, 1), date(2199, 12, 31))


@given(days)
def test_every_day_is_in_just_one_quarter(day: date) -> None:
    quarter = quarter_of(day)
    assert quarter.period.first <= day <= quarter.period.last
    assert quarter.period.end == quarter.following.period.start
    assert quarter.period.quarter == quarter
    assert read_quarter(quarter.name) == quarter


def test_a_period_begins_and_ends_at_midnight_in_vietnam() -> None:
    period = Period(date(2026, 4, 1), date(2026, 6, 30))
    assert period.start == datetime.fromisoformat("2026-04-01T00:00:00+07:00")
    assert period.end == datetime.fromisoformat("2026-07-01T00:00:00+07:00")
    assert Period(date(2026, 4, 1), date(2026, 6, 29)).quarter is None


def test_only_quarters_that_are_over_are_listed() -> None:
    found = quarters(date(2025, 11, 30), date(2026, 6, 30))
    assert list(found) == [Quarter(2025, 4), Quarter(2026, 1)]
    assert list(quarters(date(2026, 4, 1), date(2026, 6, 30))) == []


@pytest.mark.parametrize(
    "name", ["", "2026", "2026-q0", "2026-q5", "2026-Q1", "0026-q1", "２０２６-q1", "2026-q1\n"]
)
def test_what_is_no_quarter_is_refused(name: str) -> None:
    with pytest.raises(NoSuchQuarter):
        read_quarter(name)
