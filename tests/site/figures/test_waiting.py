"""Medians and spreads, against published examples and definitions."""

import statistics
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiemchung_site.figures.waiting import Spread, spread_of, spread_with_open

times = st.integers(0, 10**7).map(lambda seconds: timedelta(seconds=seconds))


def days(*numbers: float) -> list[timedelta]:
    return [timedelta(days=number) for number in numbers]


def test_the_quantiles_of_all_times_are_cut_by_linear_interpolation() -> None:
    found = spread_of(days(10, 2, 4, 6, 8))
    assert found == Spread(*days(2.8, 4, 6, 8, 9.2))


def test_one_time_has_no_spread() -> None:
    assert spread_of([]) is None
    assert spread_of(days(3)) is None


@given(st.lists(times, min_size=2, max_size=40))
def test_the_middle_is_the_usual_median_and_the_cuts_are_in_order(some: list[timedelta]) -> None:
    found = spread_of(some)
    assert found is not None
    assert found.median is not None
    usual = statistics.median(time.total_seconds() for time in some)
    assert found.median.total_seconds() == pytest.approx(usual, abs=1e-5)
    cuts = [found.tenth, found.quarter, found.median, found.three_quarters, found.nine_tenths]
    assert cuts == sorted(cuts)
    assert min(some) <= cuts[0]
    assert cuts[-1] <= max(some)


def test_open_ones_count_as_kaplan_and_meier_have_it() -> None:
    """Remission under 6-mercaptopurine (Freireich et al. 1963), the textbook's example."""
    ended = days(6, 6, 6, 7, 10, 13, 16, 22, 23)
    waiting = days(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    found = spread_with_open(ended, waiting)
    assert found is not None
    assert found.tenth == timedelta(days=6)
    assert found.quarter == timedelta(days=13)
    assert found.median == timedelta(days=23)
    assert found.three_quarters is None
    assert found.nine_tenths is None


def test_without_open_ones_it_is_the_time_by_which_so_many_had_ended() -> None:
    found = spread_with_open(days(4, 1, 3, 2), [])
    assert found == Spread(*days(1, 1, 2, 3, 4))


def test_while_none_has_ended_nothing_is_known() -> None:
    assert spread_with_open([], days(1, 2)) is None


@given(st.lists(times, min_size=1, max_size=30), st.lists(times, max_size=30), times)
def test_one_more_that_is_open_never_makes_the_wait_look_shorter(
    ended: list[timedelta], waiting: list[timedelta], more: timedelta
) -> None:
    before, after = spread_with_open(ended, waiting), spread_with_open(ended, [*waiting, more])
    assert before is not None
    assert after is not None
    endless = timedelta.max
    assert (before.median or timedelta(0)) <= (endless if after.median is None else after.median)
    if before.median is None:
        assert after.median is None
