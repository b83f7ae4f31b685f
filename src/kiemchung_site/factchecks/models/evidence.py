from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kiemchung_site.factchecks.models.permanent import Permanent, PermanentQuerySet
from kiemchung_site.factchecks.models.version import Version


class Stance(models.TextChoices):
    """What a quote says about the claim."""

    SUPPORTS = "supports", _("supports the claim")
    CONTRADICTS = "contradicts", _("contradicts the claim")
    CONTEXT = "context", _("gives context")


class Evidence(Permanent):
    """A quote from a source, as one version rests on it."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="evidence")
    position = models.PositiveSmallIntegerField()
    quote = models.TextField()
    stance = models.CharField(max_length=20, choices=Stance.choices)
    source_name = models.CharField(max_length=200)
    source_url = models.URLField(max_length=1000)

    objects = PermanentQuerySet.as_manager()

    class Meta:
        verbose_name = "piece of evidence"
        ordering: ClassVar = ["version", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "position"], name="evidence_position"),
            models.CheckConstraint(
                condition=models.Q(stance__in=[str(stance) for stance in Stance]),
                name="evidence_stance_is_known",
            ),
            models.CheckConstraint(condition=~models.Q(quote=""), name="evidence_has_a_quote"),
        ]

    def __str__(self) -> str:
        return f"{self.source_name}: {self.quote[:60]}"
