"""Reads that several pages share."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from kiemchung_site.claims.actions.purge import oldest_kept
from kiemchung_site.claims.models import Claim, Deed, Doubt, Ground, Question, Status
from kiemchung_site.claims.models.claim import ClaimQuerySet
from kiemchung_site.claims.receipts import hash_of
from kiemchung_site.factchecks.models import FactCheck, Version
from kiemchung_site.members.models import Member


class Stage(StrEnum):
    """How far a question has come."""

    RECEIVED = "received"
    JOINED = "joined"
    IN_WORK = "in_work"
    DECLINED = "declined"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Progress:
    """What the holder of a receipt may know."""

    stage: Stage
    asked_on: date
    kept_until: date
    claim: str
    """In the desk's words; empty until it has restated it."""
    language: str
    ground: str
    reason: str
    fact_check: FactCheck | None
    elsewhere: str
    """The address of somebody else's fact-check that answers it."""
    publisher: str
    corrections: tuple[Version, ...]
    """Since it answers the question, newest first, without typing errors; a retraction always."""

    @property
    def is_retracted(self) -> bool:
        return bool(self.corrections) and self.corrections[0].is_retracted


def progress_of(code: str, now: datetime) -> Progress | None:
    """Return what became of the question with this receipt.

    A wrong, an expired and a malformed code all give nothing, after the same work.
    """
    found = Question.objects.filter(receipt=hash_of(code), asked_at__gte=oldest_kept(now))
    question = found.select_related("claim", "claim__fact_check").first()
    return None if question is None else _progress(question)


def _progress(question: Question) -> Progress:
    claim = question.claim
    declined, answered = claim.status == Status.DECLINED, claim.status == Status.PUBLISHED
    days = timedelta(days=settings.CONFIGURATION.question_days)
    return Progress(
        stage=_stage(claim),
        asked_on=timezone.localdate(question.asked_at),
        kept_until=timezone.localdate(question.asked_at + days),
        claim=claim.text if claim.restated else "",
        language=claim.language,
        ground=str(Ground(claim.ground).label) if declined else "",
        reason=claim.reason if declined else "",
        fact_check=claim.fact_check if answered else None,
        elsewhere=claim.answer_url if answered else "",
        publisher=claim.answer_publisher if answered else "",
        corrections=_corrections(claim),
    )


def _stage(claim: Claim) -> Stage:
    if claim.status == Status.OPEN:
        return Stage.JOINED if claim.asked > 1 else Stage.RECEIVED
    return Stage(claim.status)


def _corrections(claim: Claim) -> tuple[Version, ...]:
    if claim.fact_check is None or claim.status != Status.PUBLISHED:
        return ()
    answered = claim.events.filter(deed__in=[Deed.ANSWERED, Deed.KNOWN]).first()
    found = list(claim.fact_check.versions.corrections())
    retracted = found[:1] if found and found[0].is_retracted else []
    since = [version for version in found if not answered or version.published_at > answered.at]
    return tuple(since or retracted)


class Whose(StrEnum):
    """To whom the claims of a view are assigned."""

    ANYBODY = ""
    ME = "me"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which claims a member wants to see."""

    words: str = ""
    """All of them, with or without diacritics."""
    status: str = ""
    """A status, or nothing: everything still to be done."""
    whose: Whose = Whose.ANYBODY
    topic: str = ""
    language: str = ""
    harm: int = 0
    """At least."""
    doubtful: bool = False
    overdue: bool = False

    def claims(self, member: Member, today: date) -> ClaimQuerySet:
        """Return the claims of this view, the most urgent first."""
        found = Claim.objects.standing().with_words(self.words)
        found = found.filter(status=self.status) if self.status else found.undone()
        doubts = Doubt.objects.filter(question__claim=OuterRef("pk"))
        found = found.annotate(is_doubtful=Exists(doubts)).filter(self._wanted(member, today))
        return found.order_by("-priority", "-id").select_related("assigned_to")

    def _wanted(self, member: Member, today: date) -> Q:
        wanted = Q(harm__gte=self.harm) if self.harm else Q()
        if self.whose is not Whose.ANYBODY:
            wanted &= Q(assigned_to=member if self.whose is Whose.ME else None)
        if self.topic:
            wanted &= Q(topic=self.topic)
        if self.language:
            wanted &= Q(language=self.language)
        if self.doubtful:
            wanted &= Q(is_doubtful=True)
        if self.overdue:
            wanted &= Q(deadline__lt=today)
        return wanted


def topics_of_claims() -> list[str]:
    """Return the topics of the queue, in order of their names."""
    found = Claim.objects.undone().exclude(topic="").order_by("topic")
    return list(found.values_list("topic", flat=True).distinct())
