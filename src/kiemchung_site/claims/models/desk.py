"""What members keep for their own work at the queue."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from kiemchung_site.claims.models.claim import Claim


class SavedFilter(models.Model):
    """A view of the queue that a member comes back to."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)
    """As it stands in the address."""

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "name"], name="saved_filter_name")
        ]

    def __str__(self) -> str:
        return self.name


class Presence(models.Model):
    """A member has a claim open. The row goes a minute after the page was left."""

    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="presences")
    seen_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["member", "claim"], name="presence_once")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} at {self.claim_id}"
