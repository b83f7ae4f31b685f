from collections.abc import Collection

from django.db import transaction

from kiemchung_site.claims.actions import answer_claim
from kiemchung_site.drafts.actions.rules import lock, require_writer
from kiemchung_site.drafts.models import Decision, Draft, Review
from kiemchung_site.drafts.texts import Text
from kiemchung_site.errors import NotApproved
from kiemchung_site.factchecks.actions import correct_fact_check, publish_fact_check
from kiemchung_site.factchecks.approvals import Approval
from kiemchung_site.factchecks.models import Version
from kiemchung_site.members.models import Member


@transaction.atomic
def publish_draft(draft: Draft, *, by: Member, shown: Collection[int] = ()) -> Version:
    """Publish exactly the text that was approved, and answer the claim with it.

    ``shown`` are keys of the disagreements that readers will see. Raises NotAllowed,
    DraftClosed, NotApproved, and what publishing or correcting raises.
    """
    require_writer(by)
    draft = lock(draft)
    review = approval_of(draft)
    if review is None:
        raise NotApproved
    approval = _approval(draft, review, shown)
    # The tables take a version only when a draft with its approval says that it ends with it.
    Draft.objects.filter(pk=draft.pk).update(published=approval.identity)
    version = _publish(draft, review.request.revision.text, approval)
    draft.revisions.all().thin_out()
    if draft.claim is not None:
        answer_claim(draft.claim, version.fact_check)
    return version


def approval_of(draft: Draft) -> Review | None:
    """Return the approval of the newest text that counts now.

    It does not when its reviewer has left, lost the role or written in the draft since.
    """
    approvals = Review.objects.filter(
        request__revision=draft.newest, decision=Decision.APPROVE
    ).select_related("reviewer", "request__by", "request__revision")
    for review in approvals:
        if review.reviewer.may_approve and not draft.was_written_by(review.reviewer):
            return review
    return None


def _publish(draft: Draft, text: Text, approval: Approval) -> Version:
    if draft.corrects is None:
        return publish_fact_check(text.manuscript, approval)
    return correct_fact_check(
        draft.corrects, text.manuscript, approval, kind=text.kind, reason=text.reason
    )


def _approval(draft: Draft, review: Review, shown: Collection[int]) -> Approval:
    disagreements = Review.objects.filter(
        request__revision__draft=draft, decision=Decision.DISAGREE, pk__in=shown
    )
    return Approval(
        author=review.request.by,
        reviewer=review.reviewer,
        answers=review.answers,
        co_authors=tuple(c.member for c in draft.contributors.select_related("member")),
        disagreements=tuple(disagreement.reasons for disagreement in disagreements),
    )
