"""A member of the desk: a name, an address to log in with, a role. Nothing else is known."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a member may do."""

    CONTRIBUTOR = "contributor", _("contributor")
    CHECKER = "checker", _("checker")
    REVIEWER = "reviewer", _("reviewer")
    ADMINISTRATOR = "administrator", _("administrator")


WRITERS = frozenset({Role.CHECKER, Role.REVIEWER, Role.ADMINISTRATOR})
"""Who may write a fact-check."""
APPROVERS = frozenset({Role.REVIEWER, Role.ADMINISTRATOR})
"""Who may approve one that somebody else wrote."""
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
"""Who may invite members and change their roles."""


class MemberManager(BaseUserManager["Member"]):
    def create_user(
        self, email: str, name: str, password: str | None = None, role: str = Role.CONTRIBUTOR
    ) -> "Member":
        """Add a member; without a password nobody can log in as them."""
        member = self.model(email=email.strip().lower(), name=name, role=role)
        member.set_password(password)
        member.full_clean(exclude=["password"])
        member.save(using=self._db)
        return member

    def create_superuser(self, email: str, name: str, password: str | None = None) -> "Member":
        """Add an administrator, who is bound by the two-person rule like everybody."""
        return self.create_user(email, name, password, Role.ADMINISTRATOR)


class Member(AbstractBaseUser):
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=100)
    role = models.CharField(
        _("role"), max_length=20, choices=Role.choices, default=Role.CONTRIBUTOR
    )
    is_active = models.BooleanField(_("active"), default=True)
    last_login = None
    """When somebody was here last is nobody's business; Django then keeps no record of it."""

    objects: ClassVar[MemberManager] = MemberManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(role__in=[str(role) for role in Role]),
                name="member_role_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def may_write(self) -> bool:
        return self.is_active and self.role in WRITERS

    @property
    def may_approve(self) -> bool:
        return self.is_active and self.role in APPROVERS

    @property
    def may_administer(self) -> bool:
        return self.is_active and self.role in ADMINISTRATORS

    @property
    def needs_second_factor(self) -> bool:
        """Whether a password alone is not enough to work at the desk as this member."""
        return self.role in WRITERS
