"""The two-person rule, as every deed that publishes applies it."""

from kiemchung_site.errors import IncompleteDraft, NotAllowed, SamePerson
from kiemchung_site.factchecks.approvals import Approval
from kiemchung_site.factchecks.checklist import OF_REVIEWERS, unanswered
from kiemchung_site.factchecks.manuscripts import Manuscript
from kiemchung_site.members.models import Member


def require_approval(manuscript: Manuscript, approval: Approval) -> None:
    """Raise NotAllowed, SamePerson or IncompleteDraft unless ``manuscript`` may be published.

    Roles are read from the database: a member in hand may be an old copy.
    """
    author = Member.objects.filter(pk=approval.author.pk).first()
    approver = Member.objects.filter(pk=approval.reviewer.pk).first()
    if author is None or not author.may_write:
        raise NotAllowed("write fact-checks")
    if approver is None or not approver.may_approve:
        raise NotAllowed("approve fact-checks")
    if approver in (author, *approval.co_authors):
        raise SamePerson
    missing = (*manuscript.missing(), *unanswered(approval.answers, OF_REVIEWERS))
    if missing:
        raise IncompleteDraft(missing)
