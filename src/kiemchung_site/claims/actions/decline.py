from datetime import datetime

from django.db import transaction
from django.utils import timezone

from kiemchung_site.claims.actions.rules import lock, lock_undone, note_down, require
from kiemchung_site.claims.models import Claim, ClaimVector, Declining, Deed, Doubt, Ground, Status
from kiemchung_site.claims.nearness import place_claim, vector_of
from kiemchung_site.errors import ClaimClosed, ReasonMissing
from kiemchung_site.members.models import WRITERS, Member


@transaction.atomic
def decline_claim(claim: Claim, *, text: str, ground: Ground, reason: str, by: Member) -> None:
    """Say publicly that the desk does not rate ``claim``, in the words ``text``, and why.

    Raises NotAllowed, ClaimClosed, and ReasonMissing without words or a reason.
    """
    require(by, WRITERS, "decline claims")
    text, reason = text.strip(), reason.strip()
    if not text or not reason:
        raise ReasonMissing
    now = lock_undone(claim)
    now.text, now.restated = text, True
    now.status, now.ground, now.reason = Status.DECLINED, ground, reason
    now.declined_at = timezone.now()
    now.save()
    _publish(now, now.declined_at)
    ClaimVector.objects.filter(claim=now).delete()
    Doubt.objects.filter(claim=now).delete()
    note_down(now, Deed.DECLINED, by, detail=f"{ground.label}: {reason}")


@transaction.atomic
def reopen_claim(claim: Claim, *, by: Member) -> None:
    """Take a declined claim up again, which is said where it was declined.

    Raises NotAllowed, and ClaimClosed unless it was declined.
    """
    require(by, WRITERS, "reopen claims")
    now = lock(claim)
    if now.status != Status.DECLINED or now.merged_into_id is not None:
        raise ClaimClosed
    now.status, now.ground, now.reason, now.declined_at = Status.OPEN, "", "", None
    now.save()
    Declining.objects.take_up(now, timezone.now())
    place_claim(now, vector_of(now.text))
    note_down(now, Deed.REOPENED, by)


def _publish(claim: Claim, moment: datetime) -> None:
    Declining.objects.create(
        claim=claim,
        text=claim.text,
        language=claim.language,
        topic=claim.topic,
        ground=claim.ground,
        reason=claim.reason,
        declined_at=moment,
    )
