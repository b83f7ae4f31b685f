"""Drafts in every state, in a site that is looked at; see ``filling``."""

import json

from django.conf import settings

from kiemchung_site.drafts.actions import drop_draft, start_draft
from kiemchung_site.drafts.models import Draft
from kiemchung_site.members.models import Member
from tests.functional.examples import Drafted, drafts_in
from tests.site.drafts.writing import DISAGREEMENT, SENT_BACK, edited, reviewed, waiting


def draft_examples() -> None:
    """Write the drafts, and keep their numbers in the data folder."""
    lan, minh = Member.objects.get(name="Lan"), Member.objects.get(name="Minh")
    drafts = {
        Drafted.WRITING: _writing(lan, minh),
        Drafted.WAITING: waiting(minh, claim="Ăn lá mít thì tóc mọc lại"),
        Drafted.SENT_BACK: _sent_back(lan, minh),
        Drafted.APPROVED: _approved(lan, minh),
        Drafted.DROPPED: _dropped(lan),
    }
    numbers = {stage: draft.pk for stage, draft in drafts.items()}
    drafts_in(settings.CONFIGURATION.data).write_text(json.dumps(numbers), encoding="utf-8")


def _writing(author: Member, other: Member) -> Draft:
    """Return one into which two have written, of which much is still missing."""
    draft = start_draft(None, language="vi", by=author)
    edited(draft, author, claim="Ăn hạt mít thì mọc tóc", summary="Chưa có nghiên cứu nào.")
    edited(draft, other, summary="Chưa ai nghiên cứu.", uncertainty="Chưa ai thử.")
    return draft


def _sent_back(author: Member, reviewer: Member) -> Draft:
    draft = waiting(author, claim="Uống giấm thì tan sỏi thận")
    reviewed(draft, reviewer, SENT_BACK)
    return draft


def _approved(author: Member, reviewer: Member) -> Draft:
    draft = waiting(author, claim="Bôi mật ong thì lành xương gãy")
    reviewed(draft, Member.objects.get(name="hoa"), DISAGREEMENT)
    reviewed(draft, reviewer)
    return draft


def _dropped(author: Member) -> Draft:
    draft = waiting(author, claim="Mưa đá là do vệ tinh")
    drop_draft(draft, by=author)
    return draft
