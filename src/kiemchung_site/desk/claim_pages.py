"""Claims as the pages of the desk show them."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django import forms

from kiemchung.claims import FactCheck
from kiemchung.errors import KiemchungError
from kiemchung.store.base import record_id
from kiemchung_site.claims.models import Claim, ClaimEvent, Doubt, Question
from kiemchung_site.claims.nearness import near_claims
from kiemchung_site.desk.claim_forms import (
    AssignForm,
    DeadlineForm,
    DeclineForm,
    HarmForm,
    MergeForm,
    NoteForm,
    RestateForm,
)
from kiemchung_site.factchecks.library import site_library
from kiemchung_site.public.answers import Group, show_answer

_SHOWN_QUESTIONS = 50
_SHOWN_EVENTS = 100

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim of the queue with the figures by which it is ordered."""

    claim: Claim
    demand: float
    freshness: float
    harm: float

    @property
    def priority(self) -> float:
        return self.demand + self.freshness + self.harm


def show_claim(claim: Claim, now: datetime) -> ShownClaim:
    """Return ``claim`` with its factors as they are now."""
    return ShownClaim(claim, claim.demand, claim.freshness(now), claim.weight_of_harm)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Earlier fact-checks of one claim."""

    group: Group

    @property
    def entries(self) -> list[tuple[str, FactCheck]]:
        """Those that can answer a claim, with their keys in the record: none of the sample."""
        checks = [shown.match.fact_check for shown in self.group.matches]
        return [(record_id(check), check) for check in checks if not check.sample]


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """Everything that the page of one claim shows."""

    shown: ShownClaim
    questions: list[Question]
    more_questions: int
    may_split: bool
    doubts: list[Doubt]
    """Questions of other claims that may belong here."""
    events: list[ClaimEvent]
    near: list[Claim]
    suggestions: list[Suggestion]
    forms: dict[str, forms.Form]


def claim_page(claim: Claim, now: datetime, sent: dict[str, forms.Form]) -> ClaimPage:
    """Return the page of ``claim``; ``sent`` are forms with mistakes in them."""
    questions = claim.questions.select_related("doubt", "doubt__claim").order_by("-asked_at")
    number = questions.count()
    return ClaimPage(
        shown=show_claim(claim, now),
        questions=list(questions[:_SHOWN_QUESTIONS]),
        more_questions=max(0, number - _SHOWN_QUESTIONS),
        may_split=claim.can_give_away_one_of(number),
        doubts=list(claim.doubts.select_related("question", "question__claim")),
        events=list(claim.events.select_related("by", "other")[:_SHOWN_EVENTS]),
        near=near_claims(claim) if claim.is_undone else [],
        suggestions=_suggestions(claim) if claim.is_undone else [],
        forms=_forms(claim) | sent,
    )


def _suggestions(claim: Claim) -> list[Suggestion]:
    """Return earlier fact-checks of what ``claim`` says, if the library can tell."""
    try:
        answer = show_answer(site_library().matcher.ask(claim.text))
    except KiemchungError as error:
        log.info("no earlier fact-checks to suggest: %s", type(error).__name__)
        return []
    return [Suggestion(group) for group in (*answer.same, *answer.related)]


def _forms(claim: Claim) -> dict[str, forms.Form]:
    return {
        "note": NoteForm(prefix="note"),
        "restate": RestateForm(
            prefix="restate", initial={"text": claim.text, "topic": claim.topic}
        ),
        "harm": HarmForm(prefix="harm", initial={"harm": claim.harm}),
        "assign": AssignForm(prefix="assign", initial={"to": claim.assigned_to_id}),
        "deadline": DeadlineForm(prefix="deadline", initial={"day": claim.deadline}),
        "decline": DeclineForm(prefix="decline", initial={"text": claim.text}),
        "merge": MergeForm(prefix="merge"),
    }
