"""The figures of a period, ready to be shown."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kiemchung.claims import Level
from kiemchung_site.factchecks.models import Kind
from kiemchung_site.figures.queries import NO_TOPIC
from kiemchung_site.figures.report import Figures
from kiemchung_site.figures.small_numbers import ALL_KINDS
from kiemchung_site.figures.waiting import Spread
from kiemchung_site.public.charts import BarChart, SpreadChart, bar_chart, spread_chart
from kiemchung_site.public.durations import duration
from kiemchung_site.public.records import topic_name

_AGES = {
    "under_3_days": _("under 3 days"),
    "3_to_6_days": _("3 to 6 days"),
    "1_to_3_weeks": _("1 to 3 weeks"),
    "4_to_12_weeks": _("4 to 12 weeks"),
    "13_weeks_or_more": _("13 weeks or more"),
}
_LEVELS = {
    Level.SAME_CLAIM: _("answered at once"),
    Level.RELATED: _("only something possibly related"),
    Level.NOTHING: _("nothing known yet"),
}
_ANSWERED = _("Answered in this period")
_ASKED = _("First asked in this period, open ones too")
_SHARES = (
    ("tenth", _("a tenth within")),
    ("quarter", _("a quarter within")),
    ("median", _("half within (the median)")),
    ("three_quarters", _("three quarters within")),
    ("nine_tenths", _("nine tenths within")),
)


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """What a page about one period shows."""

    figures: Figures
    waits: SpreadChart | None
    cuts: list[tuple[object, list[str]]]
    """The lines of the table beside it: a share, and the time within which it was reached."""
    ages: BarChart
    demand: BarChart
    asks: BarChart
    corrections: BarChart


def show_figures(figures: Figures, *, ends: bool = True) -> FiguresPage:
    """Return the page of ``figures``; without ``ends`` nothing is said of tenths."""
    spreads = [(_ANSWERED, figures.answered.spread), (_ASKED, figures.asked.spread)]
    return FiguresPage(
        figures=figures,
        waits=spread_chart((str(label), spread) for label, spread in spreads),
        cuts=_cuts([spread for _, spread in spreads], ends),
        ages=bar_chart("ages", _("Open claims by age"), figures.ages, lambda key: str(_AGES[key])),
        demand=bar_chart("demand", _("Questions by topic"), figures.demand, _topic),
        asks=bar_chart(
            "asks", _("Messages by answer"), figures.asks, lambda key: str(_LEVELS[Level(key)])
        ),
        corrections=bar_chart(
            "corrections",
            _("Corrections by kind"),
            figures.corrections,
            _kind,
        ),
    )


def _cuts(spreads: list[Spread | None], ends: bool) -> list[tuple[object, list[str]]]:
    shares = _SHARES if ends else _SHARES[1:-1]
    return [(label, [_time(spread, name) for spread in spreads]) for name, label in shares]


def _time(spread: Spread | None, name: str) -> str:
    if spread is None:
        return gettext("not enough yet")
    time = getattr(spread, name)
    return gettext("not by the end") if time is None else duration(time)


def _topic(topic: str) -> str:
    return gettext("no topic yet") if topic == NO_TOPIC else topic_name(topic)


def _kind(key: str) -> str:
    return gettext("all kinds") if key == ALL_KINDS else str(Kind(key).label)
