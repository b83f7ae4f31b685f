from django.db import transaction

from kiemchung_site.errors import NotAllowed
from kiemchung_site.members.actions.administering import lock_member, note
from kiemchung_site.members.models import Deed, Member


@transaction.atomic
def rename_member(member: Member, name: str, *, by: Member) -> Member:
    """Give ``member`` another name for readers to see, also beside what is published already.

    Members do so for themselves, administrators for everybody. Raises NotAllowed, or Django's
    ValidationError for what is no name.
    """
    stored = _lock_self(by) if member.pk == by.pk else lock_member(member, by=by)
    before, stored.name = stored.name, name.strip()
    if stored.name == before:
        return stored
    stored.full_clean(exclude=["password"])
    stored.save(update_fields=["name"])
    note(stored, Deed.RENAMED, by=by, detail=before)
    return stored


def _lock_self(by: Member) -> Member:
    stored = Member.objects.select_for_update().filter(pk=by.pk, is_active=True).first()
    if stored is None:
        raise NotAllowed("take another name")
    return stored
