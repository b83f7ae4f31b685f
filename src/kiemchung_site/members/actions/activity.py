from django.db import transaction
from django.db.models import Q

from kiemchung_site.members.actions.administering import (
    lock_member,
    note,
    require_another_administrator,
)
from kiemchung_site.members.models import Deed, Member, MemberSession, OneTimeLink


@transaction.atomic
def deactivate_member(member: Member, *, by: Member) -> None:
    """Let ``member`` in no more; what was published stays.

    Sessions end at once, and links: those to the account and those that ``member`` has made.

    Raises NotAllowed, OwnAccount or LastAdministrator.
    """
    stored = lock_member(member, by=by)
    require_another_administrator(stored)
    stored.is_active = False
    stored.save(update_fields=["is_active"])
    MemberSession.objects.filter(member=stored).delete()
    OneTimeLink.objects.filter(Q(member=stored) | Q(made_by=stored)).delete()
    note(stored, Deed.DEACTIVATED, by=by)


@transaction.atomic
def reactivate_member(member: Member, *, by: Member) -> None:
    """Let a former member in again, in the old role. Raises NotAllowed or OwnAccount."""
    stored = lock_member(member, by=by)
    stored.is_active = True
    stored.save(update_fields=["is_active"])
    note(stored, Deed.REACTIVATED, by=by)
