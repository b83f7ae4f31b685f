"""Questions past their date: deleted, and overwritten where they lay."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, ProtectedError
from django.utils import timezone

from kiemchung_site.claims.actions.attend import forget_absent
from kiemchung_site.claims.actions.submit import count, reword
from kiemchung_site.claims.models import (
    Claim,
    ClaimEvent,
    Counted,
    Deed,
    Question,
    SpentForm,
    Status,
)

_LOCKED_PAGES = 3
"""How often a checkpoint is tried while somebody reads."""

_ARRIVALS = (Deed.OPENED, Deed.JOINED)

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
        for claim in Claim.objects.filter(pk__in=claims):
            reword(claim)
        _drop_empty()
        _blur_arrivals(now)
        if number:
            count(Counted.PURGED, number)
        SpentForm.objects.filter(expires_at__lt=now).delete()
        forget_absent(now)
    _overwrite(deleted=number > 0)
    return number


def _drop_empty() -> None:
    """Delete open claims of which nothing is left, but for those that somebody works on.

    Those merged into others go first, since the others cannot go before them.
    """
    empty = Claim.objects.filter(
        ~_asked("pk"), restated=False, status=Status.OPEN, assigned_to=None, text=""
    )
    merged = empty.filter(~_asked("merged_into")).exclude(merged_into=None)
    for claim in (*merged, *empty.filter(merged_into=None)):
        try:
            with transaction.atomic():
                claim.delete()
        except ProtectedError:
            continue


def _blur_arrivals(now: datetime) -> None:
    """Let the histories tell of purged questions the day alone, from which figures are counted."""
    arrivals = ClaimEvent.objects.filter(by=None, deed__in=_ARRIVALS, at__lt=oldest_kept(now))
    told = list(arrivals.exclude(questions=[]))
    for event in told:
        day = timezone.localtime(event.at)
        event.at = day.replace(hour=0, minute=0, second=0, microsecond=0)
        event.questions = []
    ClaimEvent.objects.bulk_update(told, ["at", "questions"], batch_size=500)


def _asked(claim: str) -> Exists:
    return Exists(Question.objects.filter(claim=OuterRef(claim)))


def _overwrite(*, deleted: bool) -> None:
    """Write the file anew if something was deleted; bring the journal into it and empty that.

    Deleted rows are overwritten as they go, but pages that were rearranged keep pieces of rows
    in their gaps, and the journal holds what pages once held.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return
    with connection.cursor() as cursor:
        if deleted:
            cursor.execute("PRAGMA temp_store = MEMORY")  # no second copy on the disk
            cursor.execute("VACUUM")
        for _ in range(_LOCKED_PAGES):
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            (busy, *_rest) = cursor.fetchone()
            if not busy:
                return
    log.warning("the journal could not be emptied; the next purge tries again")
