"""Reads: the figures of a period, in as many queries however many claims there are."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Sum
from django.utils import timezone

from kiemchung.claims import Level
from kiemchung_site.claims.models import Claim, ClaimEvent, Counted, DayCount, Deed
from kiemchung_site.factchecks.models import Kind, Version
from kiemchung_site.figures.lives import Life, Lives, read_lives
from kiemchung_site.figures.models import AskCount
from kiemchung_site.figures.periods import Period
from kiemchung_site.figures.report import Figures, Part, Parts, Waits
from kiemchung_site.figures.waiting import spread_of, spread_with_open

AGES = {
    "under_3_days": timedelta(days=3),
    "3_to_6_days": timedelta(days=7),
    "1_to_3_weeks": timedelta(weeks=4),
    "4_to_12_weeks": timedelta(weeks=13),
    "13_weeks_or_more": timedelta.max,
}
"""Open claims by age: each class up to its time."""

NO_TOPIC = ""
"""Questions whose claim nobody has restated yet."""

_ARRIVALS = (Deed.OPENED, Deed.JOINED, Deed.MERGED)
_KINDS = (Kind.CLARIFICATION, Kind.CORRECTION, Kind.VERDICT_CHANGED, Kind.RETRACTED)


def figures_of(period: Period, now: datetime) -> Figures:
    """Return the figures of ``period``; what happened since its end does not count."""
    since, until, lives = period.start, min(period.end, now), read_lives()
    claims = lives.standing.values()
    return Figures(
        period=period,
        until=until,
        answered=_answered(claims, since, until),
        asked=_asked(claims, since, until),
        ages=_ages(claims, until),
        demand=_demand(lives, period),
        asks=_asks(period),
        corrections=_corrections(period, until),
        fact_checks=Version.objects.filter(number=1, published_at__lt=until).count(),
    )


def first_day() -> date | None:
    """Return the first day of which there is a figure."""
    found = (
        Claim.objects.aggregate(at=Min("opened_at"))["at"],
        Version.objects.aggregate(at=Min("published_at"))["at"],
    )
    days = [timezone.localdate(at) for at in found if at is not None]
    asked = AskCount.objects.aggregate(day=Min("day"))["day"]
    return min([*days, asked] if asked else days, default=None)


def _answered(claims: Iterable[Life], since: datetime, until: datetime) -> Waits:
    times = [
        life.answered - life.asked
        for life in claims
        if life.answered is not None and since <= life.answered < until
    ]
    return Waits(len(times), 0, spread_of(times))


def _asked(claims: Iterable[Life], since: datetime, until: datetime) -> Waits:
    """Claims that were let go are left out: they wait for nothing any more."""
    asked = [life for life in claims if since <= life.asked < until]
    waiting = [life.wait_until(until) for life in asked if life.is_open_at(until)]
    ended = [life.wait_until(until) for life in asked if life.answered and life.answered < until]
    return Waits(len(ended), len(waiting), spread_with_open(ended, waiting))


def _ages(claims: Iterable[Life], until: datetime) -> Parts:
    numbers = Counter(
        next(key for key, limit in AGES.items() if until - life.asked < limit)
        for life in claims
        if life.is_open_at(until)
    )
    return Parts(tuple(Part(key, numbers[key]) for key in AGES))


def _demand(lives: Lives, period: Period) -> Parts:
    """Count questions as they were sent, the most wanted topic first.

    What is left of a purged question is the line in its claim's history. Lines that tell of
    another claim count only where that one is gone, and its own lines with it; where nothing is
    left, there is the count of the day.
    """
    events = ClaimEvent.objects.filter(
        deed__in=_ARRIVALS, other=None, at__gte=period.start, at__lt=period.end
    )
    numbers: Counter[str] = Counter()
    for claim_id, number in events.order_by().values_list("claim_id").annotate(Sum("asked")):
        numbers[lives.topic_of(claim_id)] += number
    sent = DayCount.objects.filter(what=Counted.SUBMITTED, day__range=(period.first, period.last))
    gone = (sent.aggregate(sum=Sum("number"))["sum"] or 0) - numbers.total()
    numbers[NO_TOPIC] += max(0, gone)
    ordered = sorted(numbers.items(), key=lambda item: (-item[1], item[0]))
    return Parts(tuple(Part(topic, number) for topic, number in ordered if number))


def _asks(period: Period) -> Parts:
    days = AskCount.objects.filter(day__range=(period.first, period.last)).order_by()
    numbers = dict(days.values_list("level").annotate(Sum("count")))
    return Parts(tuple(Part(level, numbers.get(level, 0)) for level in Level))


def _corrections(period: Period, until: datetime) -> Parts:
    found = Version.objects.corrections().order_by()
    found = found.filter(published_at__gte=period.start, published_at__lt=until)
    numbers = dict(found.values_list("kind").annotate(Count("pk")))
    return Parts(tuple(Part(kind, numbers.get(kind, 0)) for kind in _KINDS))
