from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kiemchung_site.members.models.member import Member, Role


class Deed(models.TextChoices):
    """What was decided about a member."""

    JOINED = "joined", _("joined")
    ROLE_CHANGED = "role_changed", _("role changed")
    DEACTIVATED = "deactivated", _("deactivated")
    REACTIVATED = "reactivated", _("active again")
    SECOND_FACTOR_RESET = "second_factor_reset", _("second factor taken away")
    PASSWORD_OFFERED = "password_offered", _("link for a new password made")
    RENAMED = "renamed", _("name changed")
    PASSWORD_SET = "password_set", _("new password set")


class MemberEvent(models.Model):
    """One decision about a member: who took it, and when. What members do stands nowhere here."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="events")
    deed = models.CharField(max_length=30, choices=Deed.choices)
    detail = models.CharField(max_length=100, blank=True)
    """The role from which and to which, as it is stored; of a change of name, the former one."""
    by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    """Nothing when it was done from the command line."""
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.member}: {self.deed}"

    @property
    def former_name(self) -> str:
        return self.detail if self.deed == Deed.RENAMED else ""

    @property
    def roles(self) -> str:
        """The roles in question, as readers know them."""
        if self.former_name:
            return ""
        return " → ".join(str(Role(role).label) for role in self.detail.split())
