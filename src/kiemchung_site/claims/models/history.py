from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kiemchung_site.claims.models.claim import Claim, Harm


class Deed(models.TextChoices):
    """What was done to a claim."""

    OPENED = "opened", _("opened for a question")
    JOINED = "joined", _("a question was joined")
    REFUSED = "refused", _("a doubtful joining was refused")
    SPLIT = "split", _("a question was split out")
    MERGED = "merged", _("another claim was merged into it")
    UNDONE = "undone", _("a merging was undone")
    RESTATED = "restated", _("restated")
    WEIGHED = "weighed", _("harm assessed")
    ASSIGNED = "assigned", _("assigned")
    DEADLINE = "deadline", _("deadline set")
    NOTED = "noted", _("note")
    STARTED = "started", _("work begun")
    ANSWERED = "answered", _("fact-check published")
    KNOWN = "known", _("answered by an earlier fact-check")
    TAKEN_BACK = "taken_back", _("answer taken back")
    DECLINED = "declined", _("declined")
    REOPENED = "reopened", _("reopened")


class ClaimEvent(models.Model):
    """A line in the history of a claim: who did what when. Never the text of a question."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="events")
    deed = models.CharField(max_length=20, choices=Deed.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    """Nobody where the matcher did it."""
    at = models.DateTimeField()
    detail = models.TextField(blank=True)
    other = models.ForeignKey(Claim, models.SET_NULL, null=True, related_name="+")
    """The claim from which questions came, or to which they went."""
    questions = models.JSONField(default=list, blank=True)
    """Keys of the questions that were moved, so that it can be undone."""
    asked = models.PositiveIntegerField(default=0)
    """How much of the demand was moved with them."""

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.deed} {self.claim_id}"

    @property
    def words(self) -> str:
        """What was said, as members read it."""
        if self.deed == Deed.WEIGHED and self.detail.isdecimal():
            return str(Harm(int(self.detail)).label)
        return self.detail
