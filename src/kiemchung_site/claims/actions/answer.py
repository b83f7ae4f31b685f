from django.db import transaction
from django.utils import timezone

from kiemchung_site.claims.actions.rules import lock, lock_undone, note_down, require
from kiemchung_site.claims.models import Claim, ClaimVector, Declining, Deed, Doubt, Status
from kiemchung_site.claims.nearness import place_claim, vector_of
from kiemchung_site.errors import CannotUndo, SampleEntry
from kiemchung_site.factchecks.models import FactCheck, Record
from kiemchung_site.members.models import WRITERS, Member


@transaction.atomic
def answer_claim(claim: Claim, fact_check: FactCheck) -> None:
    """Say that ``fact_check``, which was just published, answers ``claim``.

    Who has asked sees it at once under the receipt's code. Who published stands in the
    fact-check itself.
    """
    now = lock(claim)
    if now.status == Status.PUBLISHED and now.fact_check_id == fact_check.pk:
        return
    now.fact_check, now.answer_url, now.answer_publisher = fact_check, "", ""
    now.was_known = False
    _close(now)
    Declining.objects.take_up(now, timezone.now())
    note_down(now, Deed.ANSWERED, None)


@transaction.atomic
def answer_by_known(claim: Claim, record: Record, *, by: Member) -> None:
    """Say that ``claim`` is answered by what was published earlier, here or by somebody else.

    Who has asked sees it at once under the receipt's code. Raises NotAllowed, ClaimClosed, and
    SampleEntry for what comes with the program.
    """
    require(by, WRITERS, "answer claims")
    now, entry = lock_undone(claim), record.entry
    if entry.sample:
        raise SampleEntry
    now.fact_check, now.was_known = record.own, True
    if record.own is None:
        now.answer_url, now.answer_publisher = entry.url, entry.publisher.name[:200]
    _close(now)
    note_down(now, Deed.KNOWN, by, detail=f"{entry.publisher.name}: {entry.url}")


@transaction.atomic
def take_answer_back(claim: Claim, *, by: Member) -> None:
    """Open ``claim`` again, which an earlier fact-check does not answer after all.

    What was published about the claim itself is corrected instead. Raises NotAllowed or
    CannotUndo.
    """
    require(by, WRITERS, "answer claims")
    now = lock(claim)
    if now.status != Status.PUBLISHED or not now.was_known or now.merged_into_id is not None:
        raise CannotUndo
    now.status, now.was_known = Status.OPEN, False
    now.fact_check, now.answer_url, now.answer_publisher = None, "", ""
    now.save()
    place_claim(now, vector_of(now.text))
    note_down(now, Deed.TAKEN_BACK, by)


def _close(claim: Claim) -> None:
    claim.status = Status.PUBLISHED
    claim.save()
    ClaimVector.objects.filter(claim=claim).delete()
    Doubt.objects.filter(claim=claim).delete()
