from django.db import transaction

from kiemchung_site.members.actions.administering import (
    lock_member,
    note,
    require_another_administrator,
)
from kiemchung_site.members.models import Deed, Member, OneTimeLink, Role


@transaction.atomic
def change_role(member: Member, role: Role, *, by: Member) -> Member:
    """Give ``member`` another role; links that a former administrator has made end.

    Raises NotAllowed, OwnAccount or LastAdministrator.
    """
    stored = lock_member(member, by=by)
    if stored.role == role:
        return stored
    require_another_administrator(stored)
    before, stored.role = stored.role, role
    stored.save(update_fields=["role"])
    OneTimeLink.objects.filter(made_by=stored).delete()
    note(stored, Deed.ROLE_CHANGED, by=by, detail=f"{before} {role}")
    return stored
