"""What every deed of an administrator checks and writes."""

from django.utils import timezone

from kiemchung_site.errors import LastAdministrator, NotAllowed, OwnAccount
from kiemchung_site.members.models import Deed, Member, MemberEvent, Role


def require_administrator(by: Member) -> None:
    """Raise NotAllowed unless ``by`` is an administrator now, whatever the copy in hand says."""
    found = Member.objects.filter(pk=by.pk).first()
    if found is None or not found.may_administer:
        raise NotAllowed("administer members")


def lock_member(member: Member, *, by: Member) -> Member:
    """Return the stored ``member``, to be changed by another person. Raises OwnAccount.

    All administrators are locked, too: two of them, each demoting the other at the same moment,
    would leave the desk without any.
    """
    if member.pk == by.pk:
        raise OwnAccount
    list(Member.objects.select_for_update().filter(role=Role.ADMINISTRATOR).order_by("pk"))
    require_administrator(by)
    return Member.objects.select_for_update().get(pk=member.pk)


def require_another_administrator(member: Member) -> None:
    """Raise LastAdministrator if nobody but ``member`` could let others in."""
    others = Member.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    if member.may_administer and not others.exclude(pk=member.pk).exists():
        raise LastAdministrator


def note(member: Member, deed: Deed, *, by: Member | None, detail: str = "") -> None:
    """Write what was decided about ``member``."""
    MemberEvent.objects.create(member=member, deed=deed, detail=detail, by=by, at=timezone.now())
