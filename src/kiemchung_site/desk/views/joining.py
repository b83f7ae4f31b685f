"""Deeds by which questions come to their claims."""

from typing import Any

from kiemchung_site.claims import actions
from kiemchung_site.claims.models import Claim, Question
from kiemchung_site.desk.access import EVERYBODY
from kiemchung_site.desk.claim_forms import EventForm, MergeForm, QuestionForm
from kiemchung_site.desk.views.claims import deed
from kiemchung_site.errors import CannotUndo
from kiemchung_site.members.models import Member


@deed("merge", MergeForm, EVERYBODY)
def merge(claim: Claim, said: dict[str, Any], by: Member) -> Claim:
    """Put the claim into another one."""
    return actions.merge_claims(claim, said["into"], by=by)


@deed("join", QuestionForm, EVERYBODY)
def confirm(claim: Claim, said: dict[str, Any], by: Member) -> Claim:
    """Join a question into the claim that it may be about."""
    _require_doubt(said["question"], claim)
    return actions.confirm_joining(said["question"], by=by)


@deed("join", QuestionForm, EVERYBODY)
def refuse(claim: Claim, said: dict[str, Any], by: Member) -> None:
    """Say that a question is about something else."""
    _require_doubt(said["question"], claim)
    actions.refuse_joining(said["question"], by=by)


@deed("split", QuestionForm, EVERYBODY)
def split(claim: Claim, said: dict[str, Any], by: Member) -> Claim:
    """Take a question out into a claim of its own."""
    if said["question"].claim_id != claim.pk:
        raise CannotUndo
    return actions.split_question(said["question"], by=by)


@deed("undo", EventForm, EVERYBODY)
def undo(claim: Claim, said: dict[str, Any], by: Member) -> Claim:
    """Take a joining or merging back."""
    if said["event"].claim_id != claim.pk:
        raise CannotUndo
    return actions.undo_joining(said["event"], by=by)


def _require_doubt(question: Question, claim: Claim) -> None:
    """Raise CannotUndo unless the page of ``claim`` asks whether ``question`` belongs to it."""
    is_here = question.claim_id == claim.pk or claim.doubts.filter(question=question).exists()
    if not is_here:
        raise CannotUndo
