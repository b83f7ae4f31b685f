"""What every deed at the queue begins and ends with."""

from collections.abc import Collection

from django.utils import timezone

from kiemchung_site.claims.models import Claim, ClaimEvent, Deed
from kiemchung_site.errors import ClaimClosed, NotAllowed
from kiemchung_site.members.models import Member, Role


def require(by: Member, roles: Collection[Role], deed: str) -> None:
    """Raise NotAllowed unless ``by`` works here in one of ``roles``.

    The role is read from the database: a member in hand may be an old copy.
    """
    member = Member.objects.filter(pk=by.pk, is_active=True).first()
    if member is None or member.role not in roles:
        raise NotAllowed(deed)


def lock(claim: Claim) -> Claim:
    """Return ``claim`` as it is now; others wait until the transaction ends."""
    return Claim.objects.select_for_update().get(pk=claim.pk)


def lock_undone(claim: Claim) -> Claim:
    """Return ``claim`` as ``lock`` does. Raises ClaimClosed when nothing is to be done about it."""
    now = lock(claim)
    if not now.is_undone:
        raise ClaimClosed
    return now


def note_down(claim: Claim, deed: Deed, by: Member | None, **more: object) -> ClaimEvent:
    """Write a line into the history of ``claim``."""
    return ClaimEvent.objects.create(claim=claim, deed=deed, by=by, at=timezone.now(), **more)
