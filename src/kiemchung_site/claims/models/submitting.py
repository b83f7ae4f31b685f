"""What submitting leaves behind beside the question: counts, and forms that were used."""

from typing import ClassVar

from django.db import models


class Counted(models.TextChoices):
    SUBMITTED = "submitted"
    JOINED = "joined"
    PURGED = "purged"


class DayCount(models.Model):
    """How many questions on one day; all that is left of them in the end."""

    day = models.DateField()
    what = models.CharField(max_length=20, choices=Counted.choices)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "what"], name="day_count_once")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.what} on {self.day}"


class SpentForm(models.Model):
    """A form that was sent; it cannot be sent again before it expires anyway."""

    digest = models.CharField(primary_key=True, max_length=64)
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest
