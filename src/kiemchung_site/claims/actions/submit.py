from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kiemchung.errors import NoWords
from kiemchung.text.message import read_message
from kiemchung.text.personal import blank_personal
from kiemchung_site.claims.actions.rules import note_down
from kiemchung_site.claims.models import (
    Claim,
    Counted,
    DayCount,
    Deed,
    Doubt,
    Joined,
    Question,
    SpentForm,
)
from kiemchung_site.claims.nearness import (
    Near,
    Vector,
    find_near,
    newest_claim,
    place_claim,
    vector_of,
)
from kiemchung_site.claims.receipts import hash_of, new_code
from kiemchung_site.errors import FormUsed


@dataclass(frozen=True, slots=True)
class SentForm:
    """The form with which a question was sent; each counts once."""

    digest: str
    expires_at: datetime


def shown_to_desk(message: str) -> str:
    """Return what the desk would see of ``message``: personal data blanked.

    Raises EmptyMessage, NotText, MessageTooLong, or NoWords when it has neither words nor links.
    """
    read = read_message(message)
    if not read.passages and not read.links:
        raise NoWords
    return blank_personal(message)


def submit_question(message: str, form: SentForm) -> str:
    """Keep what the desk sees of ``message`` and return the receipt's code.

    The question is joined into the claim that it is surely about, or opens one of its own.
    Raises what ``shown_to_desk`` raises, and FormUsed.
    """
    text = shown_to_desk(message)
    code = new_code()
    receipt = hash_of(code)
    # What takes long is done before the tables are locked; only claims opened since are
    # looked at once more.
    vector, newest = vector_of(text), newest_claim()
    near = find_near(text, vector)
    with transaction.atomic():
        count(Counted.SUBMITTED)  # locks the day's row: questions are placed one after another
        _spend(form)
        near = find_near(text, vector, since=newest) or near
        _put(text, receipt, near, vector)
    return code


def count(what: Counted, number: int = 1) -> None:
    """Add to the day's count."""
    row, _ = DayCount.objects.get_or_create(day=timezone.localdate(), what=what)
    DayCount.objects.filter(pk=row.pk).update(number=F("number") + number)


def open_claim(text: str, language: str, vector: Vector | None, at: datetime) -> Claim:
    """Open a claim in the words of a question."""
    claim = Claim.objects.create(
        text=first_words(text), language=language, opened_at=at, last_asked_at=at
    )
    place_claim(claim, vector)
    return claim


def reword(claim: Claim) -> None:
    """Give a claim that nobody has restated the words of its oldest question, or none.

    So the words of a question stand nowhere any more once it is deleted or has moved.
    """
    if claim.restated:
        return
    oldest = claim.questions.order_by("asked_at", "pk").first()
    text = first_words(oldest.text) if oldest else ""
    if text != claim.text:
        claim.text = text
        claim.save(update_fields=["text"])
    place_claim(claim, vector_of(text) if claim.is_undone else None)


def first_words(text: str) -> str:
    """Return as much of a question as a claim has room for."""
    return " ".join(text.split())[:500]


def _spend(form: SentForm) -> None:
    """Raises FormUsed the second time."""
    try:
        with transaction.atomic():
            SpentForm.objects.create(digest=form.digest, expires_at=form.expires_at)
    except IntegrityError:
        raise FormUsed from None


def _put(text: str, receipt: str, near: Near | None, vector: Vector | None) -> None:
    now, language = timezone.now(), read_message(text).language
    likely = _still_undone(near)
    sure = likely if near is not None and near.is_sure else None
    claim = sure or open_claim(text, language, vector, now)
    question = Question.objects.create(
        text=text,
        language=language,
        claim=claim,
        joined=_joined(near) if sure else Joined.OPENED,
        asked_at=now,
        receipt=receipt,
    )
    claim.asked, claim.last_asked_at = claim.asked + 1, now
    claim.weigh()
    claim.save(update_fields=["asked", "last_asked_at", "priority"])
    note_down(claim, Deed.JOINED if sure else Deed.OPENED, None, questions=[question.pk], asked=1)
    if sure:
        count(Counted.JOINED)
    elif likely is not None and near is not None:
        Doubt.objects.create(question=question, claim=likely, probability=near.probability)


def _still_undone(near: Near | None) -> Claim | None:
    if near is None:
        return None
    return Claim.objects.undone().select_for_update().filter(pk=near.claim_id).first()


def _joined(near: Near | None) -> Joined:
    return Joined.SAME_TEXT if near is not None and near.probability == 1.0 else Joined.MATCHER
