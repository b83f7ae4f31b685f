"""What was written on a page of the desk, version by version."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from kiemchung_site.factchecks.models.permanent import Permanent, PermanentQuerySet


class PageVersion(Permanent):
    """A page as it was from one moment on; nothing is ever changed or deleted."""

    name = models.CharField(max_length=40)
    language = models.CharField(max_length=3)
    number = models.PositiveIntegerField()
    text = models.TextField()
    """In Markdown."""
    reason = models.CharField(max_length=200)
    """Why it was changed."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()

    objects = PermanentQuerySet.as_manager()

    class Meta:
        verbose_name = "version of a page"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["name", "language", "number"], name="page_version_number"
            ),
            models.CheckConstraint(
                condition=models.Q(number__gte=1) & ~models.Q(text="") & ~models.Q(reason=""),
                name="page_version_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.language}), {self.number}"
