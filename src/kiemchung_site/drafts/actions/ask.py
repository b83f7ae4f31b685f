from django.db import transaction
from django.utils import timezone

from kiemchung_site.drafts.actions.rules import lock, require_complete, require_writer
from kiemchung_site.drafts.models import Draft, Request
from kiemchung_site.errors import EditedMeanwhile
from kiemchung_site.members.models import Member


@transaction.atomic
def ask_for_review(draft: Draft, *, number: int, by: Member) -> Request:
    """Ask for the review of revision ``number``; ``by`` will be named as its author.

    Raises NotAllowed, DraftClosed, EditedMeanwhile when it is not the newest, IncompleteDraft or
    NothingChanged.
    """
    require_writer(by)
    draft = lock(draft)
    newest = draft.newest
    if newest.number != number:
        raise EditedMeanwhile
    require_complete(draft, newest.text)
    known = newest.requests.first()
    if known is not None:
        return known
    return Request.objects.create(revision=newest, by=by, asked_at=timezone.now())
