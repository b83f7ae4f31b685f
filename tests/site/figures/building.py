"""What tests of figures are built from: claims and counts of the quarter before this one."""

import secrets
from datetime import date, datetime, timedelta
from unittest.mock import patch

from django.utils import timezone

from kiemchung.claims import Level
from kiemchung_site.claims.models import Claim, ClaimEvent, Deed, Ground, Status
from kiemchung_site.factchecks.models import FactCheck, Kind, Version
from kiemchung_site.figures.actions import add_asks
from kiemchung_site.figures.periods import Quarter, quarter_of
from tests.site import building
from tests.site.building import approval, manuscript, member

DAY = timedelta(days=1)


def last_quarter() -> Quarter:
    first = quarter_of(timezone.localdate()).period.first
    return quarter_of(first - DAY)


def day(number: int) -> date:
    """Return a day of the last quarter, beginning with 0."""
    return last_quarter().period.first + number * DAY


def noon(number: int) -> datetime:
    return last_quarter().period.start + (number + 0.5) * DAY


def claim(
    asked: datetime, *, topic: str = "", into: Claim | None = None, text: str = "Điều này"
) -> Claim:
    """Add a claim that was opened for a question; ``into`` is what it was merged into."""
    added = Claim.objects.create(
        text=text,
        restated=True,
        language="vi",
        topic=topic,
        opened_at=asked,
        last_asked_at=asked,
        asked=1,
        merged_into=into,
    )
    ClaimEvent.objects.create(claim=added, deed=Deed.OPENED, at=asked, asked=1)
    return added


def answered(asked: datetime, after: timedelta, **more: object) -> Claim:
    """Add a claim for which a fact-check was published."""
    added = claim(asked, **more)  # type: ignore[arg-type]
    added.status, added.fact_check = Status.PUBLISHED, new_fact_check()
    added.save()
    ClaimEvent.objects.create(claim=added, deed=Deed.ANSWERED, at=asked + after)
    return added


def declined(asked: datetime, after: timedelta) -> Claim:
    added = claim(asked)
    added.status, added.ground, added.reason = Status.DECLINED, Ground.OPINION, "Một ý kiến."
    added.declined_at = asked + after
    added.save()
    return added


def known(asked: datetime, after: timedelta) -> Claim:
    """Add a claim that a member saw to be answered by what was published earlier."""
    added = claim(asked)
    added.status, added.fact_check, added.was_known = Status.PUBLISHED, new_fact_check(), True
    added.save()
    ClaimEvent.objects.create(claim=added, deed=Deed.KNOWN, at=asked + after)
    return added


def asks(number: int, level: Level, on: date | None = None) -> None:
    add_asks({(on or day(3), level): number})


def new_fact_check() -> FactCheck:
    """Add the place of a fact-check, of which nothing was published."""
    return FactCheck.objects.create(slug=secrets.token_hex(8))


def publish(at: datetime, number: int = 1) -> list[Version]:
    """Publish so many fact-checks at a moment that is past."""
    by = approval(member(secrets.token_hex(4)), member(secrets.token_hex(4)))
    with patch.object(timezone, "now", lambda: at):
        return [building.publish(manuscript(claim=f"Điều {n}"), by) for n in range(number)]


def correct(version: Version, at: datetime, kind: Kind) -> Version:
    by = approval(version.author, version.reviewer)
    changed = manuscript(claim=version.claim, summary=f"Nay đã rõ hơn: {secrets.token_hex(4)}.")
    with patch.object(timezone, "now", lambda: at):
        return building.correct(version, changed, by, kind=kind, reason="Có nguồn mới.")
