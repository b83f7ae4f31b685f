"""Links that let a person in once: to join, or to set a new password."""

import hashlib
import secrets
from datetime import timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kiemchung_site.members.models.member import Member, Role

VALID_FOR = timedelta(days=7)
_BYTES = 32


class OneTimeLinkQuerySet(models.QuerySet["OneTimeLink"]):
    def usable(self) -> "OneTimeLinkQuerySet":
        """Return the links that still open something."""
        return self.filter(expires_at__gt=timezone.now())

    def with_token(self, token: str) -> "OneTimeLinkQuerySet":
        return self.filter(token_hash=hash_token(token))


class OneTimeLink(models.Model):
    """What a link is for, until it is used.

    Its token is known to whoever holds the link; here is only a hash of it.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    member = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    """Whose password it sets; nothing for an invitation."""
    email = models.EmailField(_("e-mail address"), blank=True)
    name = models.CharField(_("name"), max_length=100, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, blank=True)
    made_by = models.ForeignKey(Member, models.PROTECT, null=True, related_name="+")
    """Nothing when it was made from the command line."""
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = OneTimeLinkQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(member__isnull=False, email="") | (Q(member=None) & ~Q(email="")),
                name="link_for_member_or_invitation",
            )
        ]

    def __str__(self) -> str:
        return f"link of {self.made_at}"


def new_token() -> str:
    """Return what makes a link impossible to guess."""
    return secrets.token_urlsafe(_BYTES)


def hash_token(token: str) -> str:
    """Return what is stored of ``token``; with so many random bits no slow hash is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
