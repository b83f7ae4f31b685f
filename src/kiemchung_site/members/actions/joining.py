from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from kiemchung_site.errors import AlreadyMember, WrongLink
from kiemchung_site.members.actions.administering import note
from kiemchung_site.members.models import Deed, Member, MemberSession, OneTimeLink


@transaction.atomic
def accept_invitation(token: str, password: str) -> Member:
    """Add the invited person, who has chosen ``password``; the link ends.

    Raises WrongLink, AlreadyMember, or Django's ValidationError for a weak password.
    """
    link = _take(token)
    if link.member is not None:
        raise WrongLink
    validate_password(password, Member(email=link.email, name=link.name))
    if Member.objects.filter(email=link.email).exists():
        raise AlreadyMember
    member = Member.objects.create_user(link.email, link.name, password, link.role)
    note(member, Deed.JOINED, by=link.made_by, detail=link.role)
    link.delete()
    return member


@transaction.atomic
def set_new_password(token: str, password: str) -> Member:
    """Set the password of the member whose link it is; link and all sessions end.

    Raises WrongLink, or Django's ValidationError for a weak password.
    """
    link = _take(token)
    if link.member is None or not link.member.is_active:
        raise WrongLink
    validate_password(password, link.member)
    link.member.set_password(password)
    link.member.save(update_fields=["password"])
    MemberSession.objects.filter(member=link.member).delete()
    note(link.member, Deed.PASSWORD_SET, by=link.made_by)
    link.delete()
    return link.member


def _take(token: str) -> OneTimeLink:
    """Lock the link, so that of two uses at the same moment one fails. Raises WrongLink."""
    found = OneTimeLink.objects.with_token(token).usable().select_for_update().first()
    if found is None:
        raise WrongLink
    return found
