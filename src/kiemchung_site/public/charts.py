"""Charts as SVG without scripts and styles of their own; templates draw what stands here.

Widths are per cent of the page's, so that words in a chart keep their size on a narrow screen.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from kiemchung_site.figures.report import Parts
from kiemchung_site.figures.waiting import Spread

_ROW = 46
_LONGEST_LABEL = 32
_ROOM_FOR_MORE = 1.25


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with the words above it."""

    label: str
    number: int | None
    top: int
    width: str

    @property
    def baseline(self) -> int:
        """Of the words."""
        return self.top + 15

    @property
    def short_label(self) -> str:
        """As much as there is room for beside the number."""
        if len(self.label) <= _LONGEST_LABEL:
            return self.label
        return f"{self.label[:_LONGEST_LABEL].rstrip()}…"

    @property
    def bar_top(self) -> int:
        return self.top + 22


@dataclass(frozen=True, slots=True)
class BarChart:
    """Numbers side by side."""

    name: str
    title: str
    bars: tuple[Bar, ...]
    total: int | None

    @property
    def height(self) -> int:
        return _ROW * len(self.bars)

    @property
    def has_numbers(self) -> bool:
        """Whether there is anything to be drawn."""
        return any(bar.number for bar in self.bars)


def bar_chart(name: str, title: object, parts: Parts, label: Callable[[str], str]) -> BarChart:
    """Return the chart of ``parts``, each under what ``label`` makes of its key."""
    most = max((part.number or 0 for part in parts.parts), default=0)
    bars = tuple(
        Bar(label(part.key), part.number, _ROW * row, _per_cent(part.number or 0, most))
        for row, part in enumerate(parts.parts)
    )
    return BarChart(name, str(title), bars, parts.total)


@dataclass(frozen=True, slots=True)
class Band:
    """A spread on its line: a box from one quarter to three, a mark at the half."""

    label: str
    spread: Spread
    top: int
    box: str
    box_width: str
    half: str | None
    line: str | None
    line_end: str

    @property
    def baseline(self) -> int:
        return self.top + 15

    @property
    def is_open_ended(self) -> bool:
        """Whether three quarters were never reached, so that the box goes on beyond the edge."""
        return self.spread.three_quarters is None

    @property
    def middle(self) -> int:
        return self.top + 32

    @property
    def box_top(self) -> int:
        return self.top + 24

    @property
    def box_bottom(self) -> int:
        return self.top + 40


@dataclass(frozen=True, slots=True)
class SpreadChart:
    """Spreads one below the other, from no time at all to the longest of them."""

    bands: tuple[Band, ...]
    longest: timedelta

    @property
    def height(self) -> int:
        return _ROW * len(self.bands) + 28

    @property
    def axis(self) -> int:
        return self.height - 22

    @property
    def baseline(self) -> int:
        return self.height - 4


def spread_chart(spreads: Iterable[tuple[str, Spread | None]]) -> SpreadChart | None:
    """Return the chart of all spreads of which at least the first quarter is known."""
    known = [(label, spread) for label, spread in spreads if spread and spread.quarter is not None]
    times = [time for _, spread in known for time in _times(spread)]
    if not times or max(times) <= timedelta():
        return None
    goes_on = any(spread.three_quarters is None for _, spread in known)
    longest = max(times) * (_ROOM_FOR_MORE if goes_on else 1)
    bands = [_band(row, *one, longest) for row, one in enumerate(known)]
    return SpreadChart(tuple(bands), longest)


def _times(spread: Spread) -> list[timedelta]:
    cuts = (spread.tenth, spread.quarter, spread.median, spread.three_quarters, spread.nine_tenths)
    return [time for time in cuts if time is not None]


def _band(row: int, label: str, spread: Spread, longest: timedelta) -> Band:
    """What was never reached goes on to the edge."""

    def place(time: timedelta | None) -> float:
        return 100.0 if time is None else 100 * (time / longest)

    start, end = place(spread.quarter), place(spread.three_quarters)
    has_line = spread.tenth is not None
    return Band(
        label=label,
        spread=spread,
        top=_ROW * row,
        box=f"{start:.2f}%",
        box_width=f"{max(end - start, 0.5):.2f}%",
        half=None if spread.median is None else f"{place(spread.median):.2f}%",
        line=f"{place(spread.tenth):.2f}%" if has_line else None,
        line_end=f"{place(spread.nine_tenths):.2f}%",
    )


def _per_cent(number: float, most: float) -> str:
    return f"{100 * number / most:.2f}%" if most else "0%"
