"""Reads that several pages share."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from kiemchung_site.drafts.models import Decision, Draft, Request, Review, Revision
from kiemchung_site.drafts.models.revision import RevisionQuerySet
from kiemchung_site.members.models import Member


class State(models.TextChoices):
    """How far a draft is."""

    WRITING = "writing", _("being written")
    WAITING = "waiting", _("waiting for review")
    SENT_BACK = "sent_back", _("sent back")
    APPROVED = "approved", _("approved")
    PUBLISHED = "published", _("published")
    DROPPED = "dropped", _("put away")


@dataclass(frozen=True, slots=True)
class Standing:
    """A draft with its newest text and what became of it."""

    draft: Draft
    revision: Revision
    request: Request | None
    reviews: tuple[Review, ...]
    """Those of the newest text."""

    @property
    def state(self) -> State:
        if not self.draft.is_open:
            return State.PUBLISHED if self.draft.published_id else State.DROPPED
        if self.request is None:
            return State.WRITING
        decisions = {review.decision for review in self.reviews}
        if Decision.APPROVE in decisions:
            return State.APPROVED
        return State.SENT_BACK if Decision.SEND_BACK in decisions else State.WAITING

    def may_be_reviewed_by(self, member: Member) -> bool:
        """Return whether ``member`` could review it now."""
        return (
            self.draft.is_open
            and self.request is not None
            and member.may_approve
            and member not in (contributor.member for contributor in self.draft.contributors.all())
            and member not in (review.reviewer for review in self.reviews)
        )


def standing_of(draft: Draft) -> Standing:
    """Return how far ``draft`` is."""
    (standing,) = _standings(Revision.objects.filter(draft=draft))
    return standing


def drafts_of(member: Member) -> list[Standing]:
    """Return the open drafts in which ``member`` wrote, the one edited last first."""
    drafts = Draft.objects.open().by(member)
    return _standings(Revision.objects.filter(draft__in=drafts))


def reviewable_by(member: Member) -> list[Standing]:
    """Return what waits for a review that ``member`` may give, the longest waiting last."""
    waiting = Revision.objects.filter(draft__in=Draft.objects.open(), requests__isnull=False)
    return [
        standing
        for standing in _standings(waiting)
        if standing.state is State.WAITING and standing.may_be_reviewed_by(member)
    ]


def approved() -> list[Standing]:
    """Return what can be published."""
    waiting = Revision.objects.filter(draft__in=Draft.objects.open(), requests__isnull=False)
    return [s for s in _standings(waiting) if s.state is State.APPROVED]


def reviews_of(draft: Draft) -> list[Review]:
    """Return everything that reviewers said about the draft, the newest first."""
    found = Review.objects.filter(request__revision__draft=draft)
    return list(found.select_related("reviewer", "request__revision").order_by("-decided_at"))


def _standings(among: RevisionQuerySet) -> list[Standing]:
    found = (
        among.newest()
        .select_related("draft__claim", "draft__corrects__fact_check", "draft__published", "by")
        .prefetch_related(
            "requests__by", "requests__reviews__reviewer", "draft__contributors__member"
        )
        .order_by("-saved_at")
    )
    return [_standing(revision) for revision in found]


def _standing(revision: Revision) -> Standing:
    request = next(iter(revision.requests.all()), None)
    reviews = tuple(request.reviews.all()) if request is not None else ()
    return Standing(revision.draft, revision, request, reviews)
