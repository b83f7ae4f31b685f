from django.utils import timezone

from kiemchung_site.members.models import Member, MemberSession


def end_other_sessions(member: Member, *, but: str | None) -> None:
    """End every session of ``member`` but the one with the key ``but``."""
    MemberSession.objects.filter(member=member).exclude(session_key=but or "").delete()


def clear_expired_sessions() -> None:
    """Delete the sessions that nobody can continue."""
    MemberSession.objects.filter(expire_date__lt=timezone.now()).delete()
