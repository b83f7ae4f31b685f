"""What every deed asks first. Roles are read from the database: a member in hand may be old."""

from kiemchung_site.drafts.models import Draft
from kiemchung_site.drafts.texts import Text
from kiemchung_site.errors import DraftClosed, IncompleteDraft, NotAllowed
from kiemchung_site.factchecks.actions.correct import require_change
from kiemchung_site.members.models import Member


def require_writer(member: Member) -> None:
    """Raise NotAllowed unless ``member`` may write fact-checks."""
    stored = Member.objects.filter(pk=member.pk).first()
    if stored is None or not stored.may_write:
        raise NotAllowed("write fact-checks")


def require_approver(member: Member) -> None:
    """Raise NotAllowed unless ``member`` may approve fact-checks."""
    stored = Member.objects.filter(pk=member.pk).first()
    if stored is None or not stored.may_approve:
        raise NotAllowed("approve fact-checks")


def require_complete(draft: Draft, text: Text) -> None:
    """Raise IncompleteDraft or NothingChanged unless ``text`` could be published."""
    missing = text.manuscript.missing()
    if draft.corrects is not None and not text.reason.strip():
        missing = (*missing, "reason")
    if missing:
        raise IncompleteDraft(missing)
    if draft.corrects is not None:
        require_change(draft.corrects, text.manuscript, kind=text.kind, reason=text.reason)


def lock(draft: Draft) -> Draft:
    """Return the draft as it is now; others wait until the transaction ends.

    Raises DraftClosed when it was published or dropped.
    """
    locked = Draft.objects.select_for_update().get(pk=draft.pk)
    if not locked.is_open:
        raise DraftClosed
    return locked
