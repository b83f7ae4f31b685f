"""Deeds by which a claim finds its way through the desk."""

from typing import Any

from kiemchung_site.claims import actions
from kiemchung_site.claims.models import Claim
from kiemchung_site.desk.access import EVERYBODY
from kiemchung_site.desk.claim_forms import (
    AnswerForm,
    AssignForm,
    DeadlineForm,
    DeclineForm,
    HarmForm,
    NoteForm,
    NothingForm,
    RestateForm,
)
from kiemchung_site.desk.views.claims import deed
from kiemchung_site.members.models import WRITERS, Member


@deed("note", NoteForm, EVERYBODY)
def note(claim: Claim, said: dict[str, Any], by: Member) -> None:
    """Write a note for the other members."""
    actions.add_note(claim, said["text"], by=by)


@deed("restate", RestateForm, WRITERS)
def restate(claim: Claim, said: dict[str, Any], by: Member) -> None:
    """Put the claim into the desk's own words."""
    actions.restate_claim(claim, text=said["text"], topic=said["topic"], by=by)


@deed("harm", HarmForm, WRITERS)
def harm(claim: Claim, said: dict[str, Any], by: Member) -> None:
    """Say what could happen to people who believe it."""
    actions.assess_harm(claim, said["harm"], by=by)


@deed("assign", AssignForm, WRITERS)
def assign(claim: Claim, said: dict[str, Any], by: Member) -> None:
    """Give the claim to a member, or back to nobody."""
    actions.assign_claim(claim, said["to"], by=by)


@deed("deadline", DeadlineForm, WRITERS)
def deadline(claim: Claim, said: dict[str, Any], by: Member) -> None:
    """Say by when it should be answered."""
    actions.set_deadline(claim, said["day"], by=by)


@deed("decline", DeclineForm, WRITERS)
def decline(claim: Claim, said: dict[str, Any], by: Member) -> None:
    """Decline the claim with a public reason."""
    actions.decline_claim(
        claim, text=said["text"], ground=said["ground"], reason=said["reason"], by=by
    )


@deed("reopen", NothingForm, WRITERS)
def reopen(claim: Claim, said: dict[str, Any], by: Member) -> None:
    """Take a declined claim up again."""
    actions.reopen_claim(claim, by=by)


@deed("answer", AnswerForm, WRITERS)
def answer(claim: Claim, said: dict[str, Any], by: Member) -> None:
    """Say that an earlier fact-check answers the claim."""
    actions.answer_by_known(claim, said["record"], by=by)


@deed("unanswer", NothingForm, WRITERS)
def unanswer(claim: Claim, said: dict[str, Any], by: Member) -> None:
    """Take that back."""
    actions.take_answer_back(claim, by=by)
