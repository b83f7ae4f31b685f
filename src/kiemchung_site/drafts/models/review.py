from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kiemchung_site.drafts.models.revision import Revision
from kiemchung_site.factchecks.checklist import Answers, Question
from kiemchung_site.factchecks.models.permanent import Permanent, PermanentQuerySet


class Decision(models.TextChoices):
    """What a reviewer decides."""

    APPROVE = "approve", _("approve")
    SEND_BACK = "send_back", _("send back with reasons")
    DISAGREE = "disagree", _("disagree with the conclusion")


class Request(Permanent):
    """A member stands by a revision as its author and asks for its review.

    It holds as long as the revision is the newest: whoever edits, withdraws it.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="requests")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = PermanentQuerySet.as_manager()

    class Meta:
        verbose_name = "request for review"
        constraints: ClassVar = [models.UniqueConstraint(fields=["revision"], name="request_once")]

    def __str__(self) -> str:
        return f"{self.revision}: {self.by}"


class Review(Permanent):
    """What a second person decided about one revision, and nothing but that revision."""

    request = models.ForeignKey(Request, models.PROTECT, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=20, choices=Decision.choices)
    reasons = models.TextField(blank=True)
    """Empty only for an approval."""
    checklist = models.JSONField()
    decided_at = models.DateTimeField()

    objects = PermanentQuerySet.as_manager()

    class Meta:
        verbose_name = "review"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "reviewer"], name="review_once"),
            models.CheckConstraint(
                condition=Q(decision__in=[str(decision) for decision in Decision]),
                name="review_decision_is_known",
            ),
            models.CheckConstraint(
                condition=Q(decision=Decision.APPROVE) | ~Q(reasons=""),
                name="review_has_reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.decision}"

    @property
    def answers(self) -> Answers:
        """The reviewer's part of the checklist."""
        return {Question(name): str(answer) for name, answer in self.checklist.items()}
