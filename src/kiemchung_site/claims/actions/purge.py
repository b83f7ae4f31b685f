"""Questions past their date: deleted, and overwritten where they lay."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, ProtectedError

from kiemchung_site.claims.actions.attend import forget_absent
from kiemchung_site.claims.actions.submit import count, first_words
from kiemchung_site.claims.models import Claim, Counted, Question, SpentForm, Status
from kiemchung_site.claims.nearness import place_claim, vector_of

_LOCKED_PAGES = 3
"""How often a checkpoint is tried while somebody reads."""

log = logging.getLogger(__name__)


def oldest_kept(now: datetime) -> datetime:
    """Return the moment before which no question is kept."""
    return now - timedelta(days=settings.CONFIGURATION.question_days)


def purge_questions(now: datetime) -> int:
    """Delete every question that is past its date, with all that was made of its text.

    Returns how many. On SQLite the bytes are overwritten in the file, and the journal is emptied.
    """
    with transaction.atomic():
        expired = Question.objects.filter(asked_at__lt=oldest_kept(now))
        claims = sorted(set(expired.values_list("claim_id", flat=True)))
        _, deleted = expired.delete()
        number = deleted.get("claims.Question", 0)
        _forget_texts(claims)
        if number:
            count(Counted.PURGED, number)
        SpentForm.objects.filter(expires_at__lt=now).delete()
        forget_absent(now)
    _overwrite()
    return number


def _forget_texts(claims: Iterable[int]) -> None:
    """Take the words of purged questions out of claims that nobody has restated."""
    for claim in Claim.objects.filter(pk__in=claims, restated=False):
        oldest = claim.questions.order_by("asked_at").first()
        claim.text = first_words(oldest.text) if oldest else ""
        claim.save(update_fields=["text"])
        place_claim(claim, vector_of(claim.text) if claim.is_undone else None)
    _drop_empty()


def _drop_empty() -> None:
    """Delete open claims of which nothing is left, but for those that somebody works on.

    Those merged into others go first, since the others cannot go before them.
    """
    asked = Question.objects.filter(claim=OuterRef("pk"))
    empty = Claim.objects.filter(
        ~Exists(asked), restated=False, status=Status.OPEN, assigned_to=None, text=""
    )
    for claim in (*empty.exclude(merged_into=None), *empty.filter(merged_into=None)):
        try:
            with transaction.atomic():
                claim.delete()
        except ProtectedError:
            continue


def _overwrite() -> None:
    """Bring the journal's pages into the file and empty it: it holds what pages once held."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        for _ in range(_LOCKED_PAGES):
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, *_rest) = cursor.fetchone()
            if not busy:
                return
    log.warning("the journal could not be emptied; the next purge tries again")
