from django.db import transaction

from kiemchung_site.claims.actions.rules import lock_undone, note_down, require
from kiemchung_site.claims.models import Claim, Deed, Status
from kiemchung_site.members.models import WRITERS, Member


@transaction.atomic
def start_work(claim: Claim, *, by: Member) -> None:
    """Say that ``by`` is at work on ``claim``. Raises NotAllowed or ClaimClosed."""
    require(by, WRITERS, "work on claims")
    now = lock_undone(claim)
    if now.status == Status.IN_WORK and now.assigned_to_id == by.pk:
        return
    now.status, now.assigned_to = Status.IN_WORK, by
    now.save(update_fields=["status", "assigned_to"])
    note_down(now, Deed.STARTED, by)
