"""What a member keeps for themselves: who is where, and views of the queue."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from kiemchung_site.claims.models import Claim, Presence, SavedFilter
from kiemchung_site.members.models import Member

_EXPIRES = timedelta(seconds=60)


@transaction.atomic
def attend(claim: Claim, *, by: Member) -> list[str]:
    """Say that ``by`` has ``claim`` open; returns the names of the others who have.

    Rows older than a minute are deleted, so that nothing is kept of who read what.
    """
    now = timezone.now()
    Presence.objects.filter(seen_at__lt=now - _EXPIRES).delete()
    Presence.objects.update_or_create(member=by, claim=claim, defaults={"seen_at": now})
    others = Presence.objects.filter(claim=claim).exclude(member=by)
    return list(others.order_by("member__name").values_list("member__name", flat=True))


def forget_absent(now: datetime) -> None:
    """Delete what is left of members who closed the page."""
    Presence.objects.filter(seen_at__lt=now - _EXPIRES).delete()


def save_filter(name: str, query: str, *, by: Member) -> SavedFilter:
    """Keep a view of the queue under ``name``; the same name is overwritten."""
    saved, _ = SavedFilter.objects.update_or_create(member=by, name=name, defaults={"query": query})
    return saved


def drop_filter(key: int, *, by: Member) -> None:
    """Delete one of the member's own filters."""
    SavedFilter.objects.filter(pk=key, member=by).delete()
