"""The two-person rule, as every deed that publishes applies it."""

from kiemchung_site.errors import IncompleteDraft, NotAllowed, SamePerson
from kiemchung_site.factchecks.drafts import Draft
from kiemchung_site.members.models import Member


def require_approval(draft: Draft, reviewer: Member) -> None:
    """Raise NotAllowed, SamePerson or IncompleteDraft unless ``reviewer`` may approve ``draft``.

    Roles are read from the database: a member in hand may be an old copy.
    """
    author = Member.objects.filter(pk=draft.author.pk).first()
    approver = Member.objects.filter(pk=reviewer.pk).first()
    if author is None or not author.may_write:
        raise NotAllowed("write fact-checks")
    if approver is None or not approver.may_approve:
        raise NotAllowed("approve fact-checks")
    if author == approver:
        raise SamePerson
    if missing := draft.missing():
        raise IncompleteDraft(missing)
