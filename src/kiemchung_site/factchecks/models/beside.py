"""What is kept beside a version, written before it like its evidence: nothing is added later."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from kiemchung_site.factchecks.checklist import Question
from kiemchung_site.factchecks.models.permanent import Permanent, PermanentQuerySet
from kiemchung_site.factchecks.models.version import Version


class ChecklistAnswer(Permanent):
    """What the author or the reviewer answered to one question."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="answers")
    question = models.CharField(max_length=20, choices=Question.choices)
    answer = models.TextField()

    objects = PermanentQuerySet.as_manager()

    class Meta:
        verbose_name = "answer of the checklist"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "question"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(question__in=[str(question) for question in Question]),
                name="answer_question_is_known",
            ),
            models.CheckConstraint(condition=~Q(answer=""), name="answer_is_written"),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.answer[:60]}"


class CoAuthor(Permanent):
    """A member who wrote part of a version beside its author, and so cannot have reviewed it."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="co_authors")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = PermanentQuerySet.as_manager()

    class Meta:
        verbose_name = "co-author"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "member"], name="co_author_once")
        ]

    def __str__(self) -> str:
        return str(self.member)


class Disagreement(Permanent):
    """Why a member of the desk came to another conclusion, shown because the desk chose to."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="disagreements")
    reason = models.TextField()

    objects = PermanentQuerySet.as_manager()

    class Meta:
        verbose_name = "disagreement"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="disagreement_has_a_reason")
        ]

    def __str__(self) -> str:
        return self.reason[:60]
