"""Deeds: each checks the rules and changes the rows in one transaction."""

from kiemchung_site.claims.actions.answer import (
    answer_by_known,
    answer_claim,
    take_answer_back,
)
from kiemchung_site.claims.actions.attend import attend, drop_filter, save_filter
from kiemchung_site.claims.actions.decline import decline_claim, reopen_claim
from kiemchung_site.claims.actions.join import (
    confirm_joining,
    merge_claims,
    refuse_joining,
    split_question,
    undo_joining,
)
from kiemchung_site.claims.actions.purge import purge_questions
from kiemchung_site.claims.actions.submit import SentForm, shown_to_desk, submit_question
from kiemchung_site.claims.actions.tend import (
    add_note,
    assess_harm,
    assign_claim,
    restate_claim,
    set_deadline,
)
from kiemchung_site.claims.actions.work import start_work

__all__ = [
    "SentForm",
    "add_note",
    "answer_by_known",
    "answer_claim",
    "assess_harm",
    "assign_claim",
    "attend",
    "confirm_joining",
    "decline_claim",
    "drop_filter",
    "merge_claims",
    "purge_questions",
    "refuse_joining",
    "reopen_claim",
    "restate_claim",
    "save_filter",
    "set_deadline",
    "shown_to_desk",
    "split_question",
    "start_work",
    "submit_question",
    "take_answer_back",
    "undo_joining",
]
