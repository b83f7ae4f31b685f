from typing import ClassVar

from django.db import models

from kiemchung.claims import Level

LEVELS = [(str(level), str(level)) for level in Level]


class AskCount(models.Model):
    """How many messages were answered at one level on one day. Nothing else is known of them."""

    day = models.DateField()
    level = models.CharField(max_length=20, choices=LEVELS)
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["day", "level"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["day", "level"], name="ask_count_of_a_day"),
            models.CheckConstraint(
                condition=models.Q(level__in=[level for level, _ in LEVELS]),
                name="ask_count_level_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day}: {self.count} {self.level}"
