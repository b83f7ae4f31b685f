"""The one place where links are made."""

from django.utils import timezone

from kiemchung_site.members.models import Member, OneTimeLink
from kiemchung_site.members.models.link import VALID_FOR, hash_token, new_token


def make_link(
    *,
    made_by: Member | None,
    member: Member | None = None,
    email: str = "",
    name: str = "",
    role: str = "",
) -> str:
    """Store a link and return its token, which nobody can read again; drop the expired ones."""
    token, now = new_token(), timezone.now()
    OneTimeLink.objects.filter(expires_at__lt=now).delete()
    OneTimeLink.objects.create(
        token_hash=hash_token(token),
        member=member,
        email=email,
        name=name,
        role=role,
        made_by=made_by,
        made_at=now,
        expires_at=now + VALID_FOR,
    )
    return token
