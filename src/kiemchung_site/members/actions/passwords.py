from django.db import transaction

from kiemchung_site.errors import NotAllowed
from kiemchung_site.members.actions.administering import lock_member, note
from kiemchung_site.members.actions.making_links import make_link
from kiemchung_site.members.models import Deed, Member, OneTimeLink


@transaction.atomic
def offer_new_password(member: Member, *, by: Member) -> str:
    """Return the token of a link by which ``member`` can set a new password; earlier ones end.

    The second factor stays. Raises NotAllowed, for former members too, or OwnAccount.
    """
    stored = lock_member(member, by=by)
    if not stored.is_active:
        raise NotAllowed("let a former member set a password")
    OneTimeLink.objects.filter(member=stored).delete()
    note(stored, Deed.PASSWORD_OFFERED, by=by)
    return make_link(made_by=by, member=stored)
