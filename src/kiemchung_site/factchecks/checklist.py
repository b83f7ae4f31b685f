"""What author and reviewer answer in writing before anything is published."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Question(models.TextChoices):
    """A question of the checklist.

    One more stands in every manuscript: what would show its conclusion to be wrong?
    """

    FACTUAL = "factual", _("Is it a statement of fact that can be checked?")
    PRIMARY_SOURCE = "primary_source", _("Whose primary source is there?")
    REPLY = "reply", _("Who should be asked for a reply?")
    OPENED = "opened", _("Were the sources opened, and do the quotes stand there?")
    CONVINCING = "convincing", _("Would the evidence convince a sceptic?")
    FAIR = "fair", _("Is the claim restated fairly?")
    SUPPORTED = "supported", _("Is every sentence supported?")
    PRIVATE = "private", _("Is there anything about a private person?")


OF_AUTHORS = (Question.FACTUAL, Question.PRIMARY_SOURCE, Question.REPLY)
OF_REVIEWERS = (
    Question.OPENED,
    Question.CONVINCING,
    Question.FAIR,
    Question.SUPPORTED,
    Question.PRIVATE,
)

Answers = dict[Question, str]


def unanswered(answers: Answers, questions: tuple[Question, ...]) -> tuple[str, ...]:
    """Return those of ``questions`` that have no written answer."""
    return tuple(str(q) for q in questions if not answers.get(q, "").strip())
