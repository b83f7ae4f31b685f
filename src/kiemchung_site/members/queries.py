"""Reads that several pages share."""

from kiemchung_site.errors import WrongLink
from kiemchung_site.members.models import Member, MemberSession, OneTimeLink


def usable_link(token: str) -> OneTimeLink:
    """Return the link with ``token``. Raises WrongLink: forged, used and expired are the same."""
    found = OneTimeLink.objects.with_token(token).usable().select_related("member").first()
    if found is None or (found.member is not None and not found.member.is_active):
        raise WrongLink
    return found


def open_invitations() -> list[OneTimeLink]:
    """Return the invitations that can still be accepted, newest first."""
    found = OneTimeLink.objects.usable().filter(member=None).select_related("made_by")
    return list(found.order_by("-made_at"))


def sessions_of(member: Member) -> list[MemberSession]:
    """Return where ``member`` is logged in, last used first."""
    return list(MemberSession.objects.filter(member=member).order_by("-seen_at"))
