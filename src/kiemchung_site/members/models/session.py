from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models

from kiemchung_site.members.models.member import Member


class MemberSession(AbstractBaseSession):
    """A session at the desk: whose, since when, used when. No address, no browser."""

    member = models.ForeignKey(Member, models.CASCADE, null=True, related_name="sessions")
    """Nothing until the log-in is complete."""
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"session of {self.member_id or 'a stranger'}"
