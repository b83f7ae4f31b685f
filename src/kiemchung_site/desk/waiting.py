"""What waits for a member, for the desk's start page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kiemchung_site.claims.queries import QueueFilter
from kiemchung_site.drafts.models import Draft
from kiemchung_site.drafts.queries import reviewable_by
from kiemchung_site.members.models import Member


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of something there is, and where its list stands."""

    title: str | Promise
    number: int
    address: str


def waiting_for(member: Member) -> list[Waiting]:
    """Return what the member could take up now, in as many queries however much it is."""
    own = _drafts_and_reviews(member) if member.may_write else ()
    return [*own, *_claims(member)]


def _drafts_and_reviews(member: Member) -> Iterator[Waiting]:
    reviews, drafts = len(reviewable_by(member)), Draft.objects.open().by(member).count()
    yield Waiting(_("Reviews that you could give"), reviews, reverse("desk:reviews"))
    yield Waiting(_("Your drafts"), drafts, reverse("desk:drafts"))


def _claims(member: Member) -> Iterator[Waiting]:
    today = timezone.localdate()
    overdue = QueueFilter(overdue=True).claims(member, today).count()
    doubtful = QueueFilter(doubtful=True).claims(member, today).count()
    queue = reverse("desk:queue")
    yield Waiting(_("Claims past their deadline"), overdue, f"{queue}?overdue=on")
    yield Waiting(_("Claims with a doubtful joining"), doubtful, f"{queue}?doubtful=on")
