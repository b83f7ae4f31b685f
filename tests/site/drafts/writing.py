"""Drafts in every state, for tests."""

from dataclasses import replace

from django.utils import timezone

from kiemchung_site.claims.models import Claim
from kiemchung_site.drafts.actions import ask_for_review, review_draft, save_draft, start_draft
from kiemchung_site.drafts.actions.review import Judgement
from kiemchung_site.drafts.models import Decision, Draft, Review
from kiemchung_site.drafts.texts import Text
from kiemchung_site.members.models import Member
from tests.site.building import CHECKED, CLAIM, manuscript

APPROVAL = Judgement(Decision.APPROVE, CHECKED)
SENT_BACK = Judgement(Decision.SEND_BACK, {}, "Thiếu nguồn gốc.")
DISAGREEMENT = Judgement(Decision.DISAGREE, {}, "Bằng chứng chưa đủ để nói là sai.")


def open_claim(text: str = CLAIM) -> Claim:
    """Return a claim in the desk's own words."""
    now = timezone.now()
    return Claim.objects.create(
        text=text,
        restated=True,
        language="vi",
        topic="health",
        opened_at=now,
        last_asked_at=now,
    )


def written(by: Member, *, about: Claim | None = None, **changes: object) -> Draft:
    """Return a draft that is complete."""
    draft = start_draft(about, language="vi", by=by)
    save_draft(draft, Text(manuscript(**changes)), base=1, by=by)
    return draft


def edited(draft: Draft, by: Member, **changes: object) -> None:
    newest = draft.newest
    text = Text(replace(newest.text.manuscript, **changes))  # type: ignore[arg-type]
    save_draft(draft, text, base=newest.number, by=by)


def waiting(by: Member, **given: object) -> Draft:
    """Return a draft whose review was asked for."""
    draft = written(by, **given)  # type: ignore[arg-type]
    ask_for_review(draft, number=draft.newest.number, by=by)
    return draft


def reviewed(draft: Draft, by: Member, judgement: Judgement = APPROVAL) -> Review:
    return review_draft(draft, judgement, number=draft.newest.number, by=by)
