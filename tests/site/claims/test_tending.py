from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kiemchung_site.claims.actions import (
    add_note,
    answer_claim,
    assess_harm,
    assign_claim,
    attend,
    decline_claim,
    reopen_claim,
    restate_claim,
    set_deadline,
    start_work,
)
from kiemchung_site.claims.models import Claim, Deed, Ground, Harm, Presence, Status
from kiemchung_site.claims.queries import Stage, progress_of
from kiemchung_site.errors import ClaimClosed, NotAllowed, ReasonMissing
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.factchecks.manuscripts import manuscript_of
from kiemchung_site.factchecks.models import Kind
from kiemchung_site.members.models import Member, Role
from tests.site.building import approval, correct, manuscript, member, published
from tests.site.claims.building import PAPAYA, ask, claim_about, newest_question


@pytest.fixture
def claim(sample: SiteLibrary) -> Claim:
    return claim_about(PAPAYA)


@pytest.fixture
def checker(db: None) -> Member:
    return member("Mai", Role.CHECKER)


def stage(code: str) -> Stage:
    found = progress_of(code, timezone.now())
    assert found is not None
    return found.stage


def test_a_question_comes_from_received_to_corrected(sample: SiteLibrary, checker: Member) -> None:
    code = ask(PAPAYA)
    claim = newest_question().claim
    assert stage(code) is Stage.RECEIVED
    ask(PAPAYA)
    assert stage(code) is Stage.JOINED
    start_work(claim, by=checker)
    assert stage(code) is Stage.IN_WORK
    version = published(claim=PAPAYA)
    answer_claim(claim, version.fact_check)
    assert stage(code) is Stage.PUBLISHED
    changed = manuscript(claim=PAPAYA, summary="Không chữa được.")
    by = approval(version.author, version.reviewer)
    correct(version, changed, by, kind=Kind.CORRECTION, reason="sai")
    found = progress_of(code, timezone.now())
    assert found is not None
    assert [correction.reason for correction in found.corrections] == ["sai"]
    assert found.fact_check == version.fact_check


def test_typing_errors_are_no_corrections(sample: SiteLibrary) -> None:
    code = ask(PAPAYA)
    version = published(claim=PAPAYA)
    answer_claim(newest_question().claim, version.fact_check)
    changed = replace(manuscript_of(version), summary=f"{version.summary} ")
    by = approval(version.author, version.reviewer)
    correct(version, changed, by, kind=Kind.TYPO, reason="dấu cách")
    found = progress_of(code, timezone.now())
    assert found is not None
    assert found.corrections == ()


def test_declining_needs_words_and_a_reason(claim: Claim, checker: Member) -> None:
    for text, reason in (("", "Vì."), ("Lá đu đủ", "  ")):
        with pytest.raises(ReasonMissing):
            decline_claim(claim, text=text, ground=Ground.SATIRE, reason=reason, by=checker)
    claim.refresh_from_db()
    assert claim.status == Status.OPEN


def test_a_declined_claim_can_be_reopened(claim: Claim, checker: Member) -> None:
    with pytest.raises(ClaimClosed):
        reopen_claim(claim, by=checker)
    decline_claim(claim, text="Lá đu đủ", ground=Ground.SATIRE, reason="Đùa.", by=checker)
    with pytest.raises(ClaimClosed):
        decline_claim(claim, text="Lá đu đủ", ground=Ground.SATIRE, reason="Đùa.", by=checker)
    reopen_claim(claim, by=checker)
    claim.refresh_from_db()
    assert (claim.status, claim.reason, claim.ground) == (Status.OPEN, "", "")
    assert "Đùa." in claim.events.get(deed=Deed.DECLINED).detail
    ask("Lá đu đủ")
    assert newest_question().claim == claim


def test_the_database_takes_no_declined_claim_without_a_reason(claim: Claim) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(status=Status.DECLINED)
    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.filter(pk=claim.pk).update(status=Status.PUBLISHED)


def test_harm_lifts_a_claim_and_so_does_demand(claim: Claim, checker: Member) -> None:
    other = claim_about("Ăn tỏi sống mỗi ngày thì không bao giờ bị cúm")
    ask("Ăn tỏi sống mỗi ngày thì không bao giờ bị cúm")
    order = Claim.objects.undone().order_by("-priority")
    assert order.first() == other
    assess_harm(claim, Harm.GRAVE, by=checker)
    assert order.first() == claim


def test_older_claims_come_later(claim: Claim) -> None:
    now = timezone.now()
    before = claim.priority
    claim.last_asked_at = now - timedelta(days=14)
    claim.weigh()
    assert before - claim.priority == pytest.approx(2, abs=0.01)
    assert claim.freshness(now) == pytest.approx(-2, abs=0.01)
    assert claim.demand + claim.weight_of_harm == 0


def test_a_claim_is_restated_assigned_and_handed_over(claim: Claim, checker: Member) -> None:
    restate_claim(claim, text="Lá đu đủ chữa sốt xuất huyết", topic="health", by=checker)
    lan = member("Lan", Role.REVIEWER)
    assign_claim(claim, checker, by=checker)
    assign_claim(claim, lan, by=checker)
    set_deadline(claim, timezone.localdate(), by=checker)
    add_note(claim, "hỏi bệnh viện", by=member("Bo", Role.CONTRIBUTOR))
    claim.refresh_from_db()
    assert (claim.text, claim.assigned_to) == ("Lá đu đủ chữa sốt xuất huyết", lan)
    assert [event.detail for event in claim.events.filter(deed=Deed.ASSIGNED)] == ["Lan", "Mai"]
    with pytest.raises(NotAllowed):
        assign_claim(claim, member("Su", Role.CONTRIBUTOR), by=checker)


def test_a_contributor_decides_nothing(claim: Claim) -> None:
    bo = member("Bo", Role.CONTRIBUTOR)
    deeds = (
        lambda: restate_claim(claim, text="x", topic="", by=bo),
        lambda: assess_harm(claim, Harm.GRAVE, by=bo),
        lambda: assign_claim(claim, None, by=bo),
        lambda: set_deadline(claim, None, by=bo),
        lambda: decline_claim(claim, text="x", ground=Ground.OPINION, reason="x", by=bo),
        lambda: reopen_claim(claim, by=bo),
        lambda: start_work(claim, by=bo),
    )
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()


def test_two_members_on_one_claim_see_each_other(claim: Claim, checker: Member) -> None:
    lan = member("Lan")
    assert attend(claim, by=checker) == []
    assert attend(claim, by=lan) == ["Mai"]
    assert attend(claim, by=checker) == ["Lan"]


def test_presence_ends_after_a_minute_and_leaves_nothing(claim: Claim, checker: Member) -> None:
    attend(claim, by=checker)
    Presence.objects.update(seen_at=timezone.now() - timedelta(seconds=61))
    assert attend(claim, by=member("Lan")) == []
    assert Presence.objects.count() == 1
