from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from kiemchung_site.drafts.actions.rules import lock, require_approver
from kiemchung_site.drafts.models import Decision, Draft, Request, Review
from kiemchung_site.errors import (
    AlreadyReviewed,
    EditedMeanwhile,
    IncompleteDraft,
    NotAskedFor,
    SamePerson,
)
from kiemchung_site.factchecks.checklist import OF_REVIEWERS, Answers, unanswered
from kiemchung_site.members.models import Member


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer says."""

    decision: Decision
    answers: Answers
    reasons: str = ""

    def missing(self) -> tuple[str, ...]:
        """Return what it lacks: an approval answers every question, others have reasons."""
        if self.decision is Decision.APPROVE:
            return unanswered(self.answers, OF_REVIEWERS)
        return () if self.reasons.strip() else ("reasons",)


@transaction.atomic
def review_draft(draft: Draft, judgement: Judgement, *, number: int, by: Member) -> Review:
    """Write down what ``by`` decided about revision ``number``, which they have read.

    Raises NotAllowed, SamePerson for everybody who wrote in the draft, DraftClosed,
    EditedMeanwhile when it is not the newest, NotAskedFor, AlreadyReviewed or IncompleteDraft.
    """
    require_approver(by)
    draft = lock(draft)
    if draft.was_written_by(by):
        raise SamePerson
    request = _request(draft, number)
    if request.reviews.filter(reviewer=by).exists():
        raise AlreadyReviewed
    if missing := judgement.missing():
        raise IncompleteDraft(missing)
    return Review.objects.create(
        request=request,
        reviewer=by,
        decision=judgement.decision,
        reasons=judgement.reasons,
        checklist=dict(judgement.answers),
        decided_at=timezone.now(),
    )


def _request(draft: Draft, number: int) -> Request:
    newest = draft.newest
    if newest.number != number:
        raise EditedMeanwhile
    request = newest.requests.first()
    if request is None:
        raise NotAskedFor
    return request
