"""How long claims wait: medians and the spread around them."""

import statistics
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

_ROUNDING = 1e-9
"""A product of shares may miss a half by so much."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Within which time how many were through; nothing where so many never were."""

    tenth: timedelta | None
    quarter: timedelta | None
    median: timedelta | None
    three_quarters: timedelta | None
    nine_tenths: timedelta | None

    @property
    def middle(self) -> "Spread":
        """The same without the ends, which are the times of a few."""
        return replace(self, tenth=None, nine_tenths=None)


def spread_of(times: Sequence[timedelta]) -> Spread | None:
    """Return the spread of ``times``, or nothing for fewer than two.

    The cut points are those of ``statistics.quantiles`` with the method "inclusive": these are
    all the times that there are, not a sample of them.
    """
    if len(times) < 2:
        return None
    cuts = statistics.quantiles([time.total_seconds() for time in times], n=20, method="inclusive")
    return _spread(lambda share: timedelta(seconds=cuts[round(20 * share) - 1]))


def spread_with_open(ended: Sequence[timedelta], waiting: Sequence[timedelta]) -> Spread | None:
    """Return the spread of times some of which go on: ``waiting`` is how long they have so far.

    The estimate of Kaplan and Meier (1958): nothing is assumed of those that go on but that
    they take longer. Returns nothing while none has ended.
    """
    if not ended:
        return None
    curve = _still_waiting(ended, waiting)

    def time_of(share: float) -> timedelta | None:
        reached = (time for time, left in curve if left <= 1 - share + _ROUNDING)
        return next(reached, None)

    return _spread(time_of)


def _still_waiting(
    ended: Sequence[timedelta], waiting: Sequence[timedelta]
) -> list[tuple[timedelta, float]]:
    """Return the share that is left after each time at which some ended."""
    everything = sorted([*ended, *waiting])
    left, curve = 1.0, []
    for time, number in sorted(Counter(ended).items()):
        left *= 1 - number / (len(everything) - bisect_left(everything, time))
        curve.append((time, left))
    return curve


def _spread(time_of: Callable[[float], timedelta | None]) -> Spread:
    return Spread(*(time_of(share) for share in (0.1, 0.25, 0.5, 0.75, 0.9)))
