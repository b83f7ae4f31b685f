from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from kiemchung_site.claims.models.claim import Claim, Ground


class DecliningQuerySet(models.QuerySet["Declining"]):
    def news(self) -> "DecliningQuerySet":
        """Return them by what happened last, newest first."""
        return self.order_by(Coalesce("taken_up_at", "declined_at").desc(), "-pk")

    def take_up(self, claim: Claim, now: datetime) -> None:
        """Say that ``claim`` is no longer declined, if it was."""
        self.filter(claim=claim, taken_up_at=None).update(taken_up_at=now)


class Declining(models.Model):
    """What everybody can read about a claim that the desk did not rate, and does not any more.

    It stays in the words of that moment when the claim is taken up again, which is said with it.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="declinings")
    text = models.CharField(max_length=500)
    language = models.CharField(max_length=3)
    topic = models.CharField(max_length=40, blank=True)
    ground = models.CharField(max_length=20, choices=Ground.choices)
    reason = models.TextField()
    declined_at = models.DateTimeField()
    taken_up_at = models.DateTimeField(null=True, blank=True)

    objects = DecliningQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = ["-declined_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["claim"], condition=Q(taken_up_at=None), name="declining_in_force_once"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["-declined_at", "-id"], name="declining_newest")]

    def __str__(self) -> str:
        return f"{self.claim_id}: {self.ground}"

    @property
    def anchor(self) -> str:
        """Its place on the page; that of what is in force has the number of the claim alone."""
        return f"claim-{self.claim_id}" + (f"-{self.pk}" if self.taken_up_at else "")
