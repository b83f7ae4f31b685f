"""Small deeds by which a claim finds its way through the desk."""

from datetime import date

from django.db import transaction

from kiemchung_site.claims.actions.rules import lock_undone, note_down, require
from kiemchung_site.claims.models import Claim, Deed, Harm
from kiemchung_site.claims.nearness import place_claim, vector_of
from kiemchung_site.errors import NotAllowed, ReasonMissing
from kiemchung_site.members.models import WRITERS, Member, Role


@transaction.atomic
def restate_claim(claim: Claim, *, text: str, topic: str, by: Member) -> None:
    """Put ``claim`` into the desk's own words, which may be shown to everybody.

    Raises NotAllowed, ClaimClosed, and ReasonMissing without words.
    """
    require(by, WRITERS, "restate claims")
    if not text.strip():
        raise ReasonMissing
    now = lock_undone(claim)
    now.text, now.topic, now.restated = text.strip(), topic.strip(), True
    now.save(update_fields=["text", "topic", "restated"])
    place_claim(now, vector_of(now.text))
    note_down(now, Deed.RESTATED, by, detail=now.text)


@transaction.atomic
def assess_harm(claim: Claim, harm: Harm, *, by: Member) -> None:
    """Say what could happen to people who believe ``claim``. Raises NotAllowed or ClaimClosed."""
    require(by, WRITERS, "assess harm")
    now = lock_undone(claim)
    now.harm = harm
    now.weigh()
    now.save(update_fields=["harm", "priority"])
    note_down(now, Deed.WEIGHED, by, detail=str(harm.value))


@transaction.atomic
def assign_claim(claim: Claim, to: Member | None, *, by: Member) -> None:
    """Give ``claim`` to a member who may write, or back to nobody.

    Raises NotAllowed or ClaimClosed.
    """
    require(by, WRITERS, "assign claims")
    now = lock_undone(claim)
    if to is not None and not to.may_write:
        raise NotAllowed("work on claims")
    now.assigned_to = to
    now.save(update_fields=["assigned_to"])
    note_down(now, Deed.ASSIGNED, by, detail=to.name if to else "")


@transaction.atomic
def set_deadline(claim: Claim, day: date | None, *, by: Member) -> None:
    """Say by when ``claim`` should be answered. Raises NotAllowed or ClaimClosed."""
    require(by, WRITERS, "set deadlines")
    now = lock_undone(claim)
    now.deadline = day
    now.save(update_fields=["deadline"])
    note_down(now, Deed.DEADLINE, by, detail=day.isoformat() if day else "")


@transaction.atomic
def add_note(claim: Claim, text: str, *, by: Member) -> None:
    """Write a note for the other members. Raises NotAllowed, and ReasonMissing without words."""
    require(by, frozenset(Role), "write notes")
    if not text.strip():
        raise ReasonMissing
    note_down(claim, Deed.NOTED, by, detail=text.strip())
