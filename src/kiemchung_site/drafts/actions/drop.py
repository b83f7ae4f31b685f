from django.db import transaction
from django.utils import timezone

from kiemchung_site.drafts.actions.rules import lock, require_writer
from kiemchung_site.drafts.models import Draft
from kiemchung_site.members.models import Member


@transaction.atomic
def drop_draft(draft: Draft, *, by: Member) -> None:
    """Put the draft away for good; its newest text stays. Raises NotAllowed or DraftClosed."""
    require_writer(by)
    draft = lock(draft)
    newest = draft.newest
    Draft.objects.filter(pk=draft.pk).update(dropped_at=timezone.now())
    draft.revisions.filter(number__lt=newest.number).thin_out()
