"""Joining questions into claims, and taking that back."""

from django.db import transaction
from django.db.models import Max

from kiemchung_site.claims.actions.rules import lock, note_down, require
from kiemchung_site.claims.actions.submit import open_claim, reword
from kiemchung_site.claims.models import (
    Claim,
    ClaimEvent,
    ClaimVector,
    Deed,
    Doubt,
    Joined,
    Question,
    Status,
)
from kiemchung_site.claims.nearness import place_claim, vector_of
from kiemchung_site.errors import CannotMerge, CannotUndo
from kiemchung_site.members.models import Member, Role

_JOINERS = frozenset(Role)


@transaction.atomic
def confirm_joining(question: Question, *, by: Member) -> Claim:
    """Join ``question`` into the claim that it may be about; returns that claim.

    Raises NotAllowed, CannotUndo when somebody has decided already, and CannotMerge.
    """
    require(by, _JOINERS, "join questions")
    doubt = _take(question)
    source, target = lock(doubt.question.claim), lock(doubt.claim)
    _require_mergeable(source, target)
    if source.questions.count() == 1:
        _merge(source, target, by)
    else:
        _move([question], source, target, Deed.JOINED, by)
    return target


@transaction.atomic
def refuse_joining(question: Question, *, by: Member) -> None:
    """Say that ``question`` is about another claim than the one it was held to be about.

    Raises NotAllowed, and CannotUndo when somebody has decided already.
    """
    require(by, _JOINERS, "join questions")
    doubt = _take(question)
    note_down(doubt.question.claim, Deed.REFUSED, by, other=doubt.claim, questions=[question.pk])


@transaction.atomic
def split_question(question: Question, *, by: Member) -> Claim:
    """Take ``question`` out of its claim into an open one of its own, which is returned.

    The claim that it leaves may be closed: its answer is not that of the question. Raises
    NotAllowed, and CannotUndo when an open claim has no other question.
    """
    require(by, _JOINERS, "split questions out")
    question = Question.objects.select_related("claim").get(pk=question.pk)
    source = lock(question.claim)
    if not source.can_give_away_one_of(source.questions.count()):
        raise CannotUndo
    own = open_claim(question.text, question.language, vector_of(question.text), question.asked_at)
    note_down(source, Deed.SPLIT, by, other=own, questions=[question.pk], asked=1)
    _move([question], source, own, Deed.OPENED, by)
    return own


@transaction.atomic
def merge_claims(source: Claim, target: Claim, *, by: Member) -> Claim:
    """Put all questions of ``source`` into ``target``; returns ``target``.

    Raises NotAllowed, and CannotMerge unless ``source`` is open and ``target`` still stands.
    """
    require(by, _JOINERS, "merge claims")
    source, target = lock(source), lock(target)
    _require_mergeable(source, target)
    _merge(source, target, by)
    return target


@transaction.atomic
def undo_joining(event: ClaimEvent, *, by: Member) -> Claim:
    """Take back the joining or merging of ``event``; returns where the questions went.

    Raises NotAllowed, and CannotUndo when there is nothing left of it to take back.
    """
    require(by, _JOINERS, "undo joinings")
    here = lock(event.claim)
    moved = list(here.questions.filter(pk__in=event.questions))
    if event.deed == Deed.JOINED and event.other is None:
        if not moved:
            raise CannotUndo
        return split_question(moved[0], by=by)
    if event.deed not in (Deed.JOINED, Deed.MERGED) or event.other is None:
        raise CannotUndo
    back = lock(event.other)
    if back.merged_into_id not in (here.pk, None) or not (moved or back.merged_into_id):
        raise CannotUndo
    back.merged_into = None
    back.save(update_fields=["merged_into"])
    _move(moved, here, back, Deed.UNDONE, by, asked=min(event.asked, here.asked))
    if back.restated and back.is_undone:
        place_claim(back, vector_of(back.text))
    return back


def _take(question: Question) -> Doubt:
    """Return the doubt about ``question`` and end it. Raises CannotUndo when there is none."""
    doubt = Doubt.objects.select_for_update().filter(question=question).first()
    if doubt is None:
        raise CannotUndo
    Doubt.objects.filter(pk=doubt.pk).delete()
    return doubt


def _require_mergeable(source: Claim, target: Claim) -> None:
    is_free = source.status == Status.OPEN and source.merged_into_id is None
    if source == target or not is_free or target.merged_into_id is not None:
        raise CannotMerge


def _merge(source: Claim, target: Claim, by: Member) -> None:
    questions = list(source.questions.all())
    Doubt.objects.filter(question__in=questions).delete()
    Doubt.objects.filter(claim=source).exclude(question__claim=target).update(claim=target)
    Doubt.objects.filter(claim=source).delete()
    source.merged_into = target
    source.save(update_fields=["merged_into"])
    ClaimVector.objects.filter(claim=source).delete()
    _move(questions, source, target, Deed.MERGED, by, asked=source.asked)


def _move(
    questions: list[Question],
    source: Claim,
    target: Claim,
    deed: Deed,
    by: Member,
    asked: int | None = None,
) -> None:
    """Move questions with their part of the demand, and write it down where they went."""
    keys = [question.pk for question in questions]
    moved = len(keys) if asked is None else asked
    Question.objects.filter(pk__in=keys).update(claim=target, joined=Joined.MEMBER)
    note_down(target, deed, by, other=source, questions=keys, asked=moved)
    source.asked, target.asked = max(0, source.asked - moved), target.asked + moved
    for claim in (source, target):
        newest = claim.questions.aggregate(newest=Max("asked_at"))["newest"]
        claim.last_asked_at = newest or claim.last_asked_at
        claim.weigh()
        claim.save(update_fields=["asked", "last_asked_at", "priority"])
        reword(claim)
