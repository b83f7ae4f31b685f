from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kiemchung_site.factchecks.models import FactCheck


class Status(models.TextChoices):
    """How far the desk is with a claim."""

    OPEN = "open", _("open")
    IN_WORK = "in_work", _("in work")
    PUBLISHED = "published", _("published")
    DECLINED = "declined", _("declined")


class Claim(models.Model):
    """One checkable statement of fact that the desk was asked about, or took up itself."""

    text = models.CharField(max_length=500)
    language = models.CharField(max_length=3)
    topic = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.OPEN)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    fact_check = models.ForeignKey(
        FactCheck, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    """The desk's review of it, once that is published."""

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(status__in=[str(status) for status in Status]),
                name="claim_status_is_known",
            )
        ]

    def __str__(self) -> str:
        return self.text
