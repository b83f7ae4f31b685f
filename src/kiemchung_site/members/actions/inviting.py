from django.db import transaction

from kiemchung_site.errors import AlreadyMember
from kiemchung_site.members.actions.administering import require_administrator
from kiemchung_site.members.actions.making_links import make_link
from kiemchung_site.members.models import Member, OneTimeLink, Role


@transaction.atomic
def invite_member(email: str, name: str, role: Role, *, by: Member) -> str:
    """Return the token of a link by which one person can join; earlier ones end.

    Raises NotAllowed, or AlreadyMember if the e-mail address is a member's.
    """
    require_administrator(by)
    return _invite(email, name, role, made_by=by)


@transaction.atomic
def invite_administrator(email: str, name: str) -> str:
    """Do the same from the command line, as for the first member. Raises AlreadyMember."""
    return _invite(email, name, Role.ADMINISTRATOR, made_by=None)


@transaction.atomic
def withdraw_invitation(link: OneTimeLink, *, by: Member) -> None:
    """End an invitation before it is used. Raises NotAllowed."""
    require_administrator(by)
    OneTimeLink.objects.filter(pk=link.pk).delete()


def _invite(email: str, name: str, role: Role, *, made_by: Member | None) -> str:
    address = email.strip().lower()
    if Member.objects.filter(email=address).exists():
        raise AlreadyMember
    OneTimeLink.objects.filter(email=address).delete()
    return make_link(made_by=made_by, email=address, name=name.strip(), role=role)
