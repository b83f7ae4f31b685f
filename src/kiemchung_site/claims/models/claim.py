import math
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.base import ModelBase
from django.utils.translation import gettext_lazy as _

from kiemchung.text.folding import fold
from kiemchung.text.normal import normal_form
from kiemchung_site.factchecks.models import FactCheck

_WORD = re.compile(r"\w+")
_START = datetime(2026, 1, 1, tzinfo=UTC)
_WEEK = 7 * 24 * 3600
_HARM = 2
"""One step of harm weighs as much as being asked four times as often."""


class Status(models.TextChoices):
    """How far the desk is with a claim."""

    OPEN = "open", _("open")
    IN_WORK = "in_work", _("in work")
    PUBLISHED = "published", _("published")
    DECLINED = "declined", _("declined")


UNDONE = (Status.OPEN, Status.IN_WORK)
"""What the desk still has to do something about."""


class Ground(models.TextChoices):
    """Why the desk does not rate a claim."""

    OPINION = "opinion", _("an opinion")
    PREDICTION = "prediction", _("a prediction")
    SATIRE = "satire", _("satire")
    PRIVATE = "private", _("a private matter")
    NOT_CHECKABLE = "not_checkable", _("cannot be checked")
    NO_INTEREST = "no_interest", _("of no public interest")


class Harm(models.IntegerChoices):
    """What could happen to people who believe it."""

    NONE = 0, _("none known")
    SOME = 1, _("money or time lost")
    SERIOUS = 2, _("health or savings in danger")
    GRAVE = 3, _("lives in danger")


def searchable(text: str) -> str:
    """Return ``text`` as words are looked for in it."""
    return fold(normal_form(text))


class ClaimQuerySet(models.QuerySet["Claim"]):
    def with_words(self, words: str) -> "ClaimQuerySet":
        """Return the claims whose text has every one of ``words``, however they are written."""
        found = self
        for word in _WORD.findall(searchable(words)):
            found = found.filter(folded__contains=word)
        return found

    def standing(self) -> "ClaimQuerySet":
        """Return the claims that were not merged into another."""
        return self.filter(merged_into=None)

    def undone(self) -> "ClaimQuerySet":
        """Return what the desk still has to do something about."""
        return self.standing().filter(status__in=UNDONE)


class Claim(models.Model):
    """One checkable statement of fact that the desk was asked about, or took up itself.

    Until a member has restated it, its text is that of a question: no reader sees it, and it
    goes when the question goes.
    """

    text = models.CharField(max_length=500, blank=True)
    folded = models.TextField(blank=True)
    """The text without case and diacritics, for searching the queue; goes when the text goes."""
    restated = models.BooleanField(default=False)
    language = models.CharField(max_length=3)
    topic = models.CharField(max_length=40, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.OPEN)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    deadline = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    asked = models.PositiveIntegerField(default=0)
    """How many questions were joined into it, those included that have been purged."""
    last_asked_at = models.DateTimeField()
    harm = models.PositiveSmallIntegerField(choices=Harm.choices, default=Harm.NONE)
    priority = models.FloatField(default=0)
    """Demand, freshness and harm in one figure that does not change with time."""
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged"
    )
    fact_check = models.ForeignKey(
        FactCheck, models.PROTECT, null=True, blank=True, related_name="claims"
    )
    """The desk's review of it, once that is published."""
    answer_url = models.TextField(blank=True)
    """Where somebody else's review of it stands."""
    answer_publisher = models.CharField(max_length=200, blank=True)
    was_known = models.BooleanField(default=False)
    """Answered by what was published before the desk took it up, as a member has confirmed."""
    ground = models.CharField(max_length=20, choices=Ground.choices, blank=True)
    reason = models.TextField(blank=True)
    """Why it was declined, as everybody can read it."""
    declined_at = models.DateTimeField(null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=[str(status) for status in Status]),
                name="claim_status_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.DECLINED)
                | (Q(restated=True) & ~Q(ground="") & ~Q(reason="") & Q(declined_at__isnull=False)),
                name="claim_declined_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.PUBLISHED)
                | Q(fact_check__isnull=False, answer_url="")
                | (Q(fact_check=None, was_known=True) & ~Q(answer_url="")),
                name="claim_published_has_one_answer",
            ),
            models.CheckConstraint(condition=Q(harm__lte=3), name="claim_harm_on_scale"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-priority", "-id"], name="claim_by_priority"),
            models.Index(fields=["status", "-declined_at"], name="claim_by_status"),
        ]

    def __str__(self) -> str:
        return self.text

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Write the row; with the text goes what it is found by."""
        self.folded = searchable(self.text)
        if update_fields is not None and "text" in update_fields:
            update_fields = {*update_fields, "folded"}
        super().save(
            force_insert=force_insert,
            force_update=force_update,
            using=using,
            update_fields=update_fields,
        )

    @property
    def is_undone(self) -> bool:
        return self.merged_into_id is None and self.status in UNDONE

    def can_give_away_one_of(self, questions: int) -> bool:
        """Say whether it stands without one of so many: a closed claim does without any."""
        return self.merged_into_id is None and (questions > 1 or not self.is_undone)

    def weigh(self) -> None:
        """Set the priority anew from demand, freshness and harm.

        Asked twice as often weighs like asked a week later. Since all claims age at the same
        pace, their order never has to be computed again.
        """
        self.priority = self.demand + self.weight_of_harm + _weeks(self.last_asked_at)

    @property
    def demand(self) -> float:
        return math.log2(max(1, self.asked))

    @property
    def weight_of_harm(self) -> float:
        return float(_HARM * self.harm)

    def freshness(self, now: datetime) -> float:
        """Return what the time since the last question takes away: one for each week."""
        return _weeks(self.last_asked_at) - _weeks(now)


def _weeks(moment: datetime) -> float:
    return (moment - _START).total_seconds() / _WEEK
