import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiemchung_site.factchecks.models.fact_check import FactCheck
from kiemchung_site.factchecks.models.permanent import Permanent, PermanentQuerySet


class Step(models.IntegerChoices):
    """The desk's published scale."""

    FALSE = 1, _("False")
    MOSTLY_FALSE = 2, _("Mostly false")
    HALF_TRUE = 3, _("Half true")
    MOSTLY_TRUE = 4, _("Mostly true")
    TRUE = 5, _("True")


class Kind(models.TextChoices):
    """What a version changes."""

    FIRST = "first", _("first published")
    TYPO = "typo", _("typing error mended")
    CLARIFICATION = "clarification", _("clarification")
    CORRECTION = "correction", _("correction")
    VERDICT_CHANGED = "verdict_changed", _("verdict changed")
    RETRACTED = "retracted", _("retracted")


class VersionQuerySet(PermanentQuerySet["Version"]):
    def newest(self) -> "VersionQuerySet":
        """Return the version of each fact-check that is in force."""
        later = Version.objects.filter(
            fact_check=models.OuterRef("fact_check"), number__gt=models.OuterRef("number")
        )
        return self.filter(~models.Exists(later))

    def corrections(self) -> "VersionQuerySet":
        """Return what changed more than typing errors, newest first."""
        return self.exclude(kind__in=[Kind.FIRST, Kind.TYPO]).order_by("-published_at", "-number")


class Version(Permanent):
    """A fact-check as it was published at one moment.

    Its evidence is written before it: the database takes no version without any, and none
    afterwards.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    fact_check = models.ForeignKey(FactCheck, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    claim = models.CharField(max_length=500)
    verdict = models.PositiveSmallIntegerField(choices=Step.choices)
    summary = models.TextField()
    reasoning = models.TextField()
    """In Markdown."""
    would_refute = models.TextField()
    """What would show the conclusion to be wrong."""
    uncertainty = models.TextField()
    language = models.CharField(max_length=3)
    topic = models.CharField(max_length=40)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    reason = models.TextField(blank=True)
    """Why it was changed; empty only for the first."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = "version"
        ordering: ClassVar = ["fact_check", "number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(author=F("reviewer")), name="version_two_people"),
            models.UniqueConstraint(fields=["fact_check", "number"], name="version_number"),
            models.CheckConstraint(
                condition=Q(verdict__gte=1, verdict__lte=5), name="version_verdict_on_scale"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[str(kind) for kind in Kind]), name="version_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(number=1, kind=Kind.FIRST)
                | (Q(number__gt=1) & ~Q(kind=Kind.FIRST) & ~Q(reason="")),
                name="version_change_has_reason",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-published_at"], name="version_published_at")]

    def __str__(self) -> str:
        return f"{self.fact_check}, {self.number}"

    @property
    def is_retracted(self) -> bool:
        return self.kind == Kind.RETRACTED
