from collections.abc import Callable

import pytest

from kiemchung_site.claims.actions import (
    answer_claim,
    confirm_joining,
    decline_claim,
    merge_claims,
    purge_questions,
    refuse_joining,
    split_question,
    start_work,
    undo_joining,
)
from kiemchung_site.claims.models import Claim, ClaimEvent, Deed, Doubt, Ground, Question, Status
from kiemchung_site.claims.queries import Stage, progress_of
from kiemchung_site.errors import CannotMerge, CannotUndo, NotAllowed
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.members.models import Member, Role
from tests.site.building import member, published
from tests.site.claims.building import DAM, PAPAYA, ago, ask, claim_about, newest_question


@pytest.fixture
def mai(sample: SiteLibrary) -> Member:
    return member("Mai", Role.CONTRIBUTOR)


@pytest.fixture
def papaya(sample: SiteLibrary) -> Claim:
    return claim_about(PAPAYA)


def doubtful(claim: Claim) -> Question:
    """Ask something that may belong to ``claim``."""
    ask(DAM)
    question = newest_question()
    Doubt.objects.create(question=question, claim=claim, probability=0.7)
    return question


def events(claim: Claim) -> list[str]:
    return [event.deed for event in claim.events.order_by("pk")]


def stage_of(code: str) -> Stage:
    found = progress_of(code, ago(0))
    assert found is not None
    return found.stage


def test_one_member_confirms_a_doubtful_joining(papaya: Claim, mai: Member) -> None:
    question = doubtful(papaya)
    confirm_joining(question, by=mai)
    question.refresh_from_db()
    papaya.refresh_from_db()
    assert question.claim == papaya
    assert papaya.asked == 2
    assert [claim.pk for claim in Claim.objects.undone()] == [papaya.pk]
    assert events(papaya) == [Deed.OPENED, Deed.MERGED]
    assert papaya.events.latest("pk").by == mai


def test_one_member_refuses_it_and_nobody_is_asked_again(papaya: Claim, mai: Member) -> None:
    question = doubtful(papaya)
    refuse_joining(question, by=mai)
    assert not Doubt.objects.exists()
    assert Claim.objects.undone().count() == 2
    for again in (refuse_joining, confirm_joining):
        with pytest.raises(CannotUndo):
            again(question, by=mai)


def test_a_question_is_split_out_and_can_be_joined_again(papaya: Claim, mai: Member) -> None:
    ask(PAPAYA)
    question = newest_question()
    own = split_question(question, by=mai)
    papaya.refresh_from_db()
    assert own.questions.get() == question
    assert (own.asked, papaya.asked) == (1, 1)
    with pytest.raises(CannotUndo):
        split_question(question, by=mai)
    merge_claims(own, papaya, by=mai)
    papaya.refresh_from_db()
    assert papaya.asked == 2


def test_a_joining_by_the_matcher_is_undone(papaya: Claim, mai: Member) -> None:
    ask(PAPAYA)
    event = papaya.events.get(deed=Deed.JOINED)
    own = undo_joining(event, by=mai)
    assert own != papaya
    assert own.questions.get() == newest_question()
    with pytest.raises(CannotUndo):
        undo_joining(event, by=mai)


def test_a_merging_is_undone(papaya: Claim, mai: Member) -> None:
    other = claim_about(DAM)
    Claim.objects.filter(pk=other.pk).update(asked=7)
    merge_claims(other, papaya, by=mai)
    event = papaya.events.get(deed=Deed.MERGED)
    assert undo_joining(event, by=mai) == other
    other.refresh_from_db()
    papaya.refresh_from_db()
    assert (other.asked, papaya.asked) == (7, 1)
    assert other.merged_into is None
    assert other.questions.get().text == DAM
    with pytest.raises(CannotUndo):
        undo_joining(event, by=mai)


def test_receipts_follow_their_question(papaya: Claim, mai: Member) -> None:
    code = ask(DAM)
    merge_claims(newest_question().claim, papaya, by=mai)
    assert stage_of(code) is Stage.JOINED


def test_only_an_open_claim_is_merged_into_one_that_stands(papaya: Claim, mai: Member) -> None:
    lan = member("Lan", Role.CHECKER)
    other, third = claim_about(DAM), claim_about("Ăn tỏi sống mỗi ngày thì không bao giờ bị cúm")
    with pytest.raises(CannotMerge):
        merge_claims(papaya, papaya, by=mai)
    start_work(other, by=lan)
    with pytest.raises(CannotMerge):
        merge_claims(other, papaya, by=mai)
    merge_claims(papaya, other, by=mai)
    for source, target in ((papaya, third), (third, papaya)):
        with pytest.raises(CannotMerge):
            merge_claims(source, target, by=mai)


def decline(claim: Claim) -> None:
    lan = member("Lan", Role.CHECKER)
    decline_claim(claim, text="Lá đu đủ", ground=Ground.OPINION, reason="Ý kiến.", by=lan)


def publish_about(claim: Claim) -> None:
    answer_claim(claim, published().fact_check)


CLOSING = [decline, publish_about]


@pytest.mark.parametrize("close", CLOSING)
def test_a_question_joined_wrongly_leaves_a_closed_claim(
    papaya: Claim, mai: Member, close: Callable[[Claim], None]
) -> None:
    code = ask(PAPAYA)
    close(papaya)
    closed = Claim.objects.get(pk=papaya.pk)
    own = split_question(newest_question(), by=mai)
    papaya.refresh_from_db()
    assert (own.status, own.asked, papaya.asked) == (Status.OPEN, 1, 1)
    assert (papaya.status, papaya.reason) == (closed.status, closed.reason)
    assert (papaya.fact_check, papaya.text) == (closed.fact_check, closed.text)
    line = papaya.events.get(deed=Deed.SPLIT)
    assert (line.by, line.other, line.questions) == (mai, own, [newest_question().pk])
    assert stage_of(code) is Stage.RECEIVED
    assert claim_about(PAPAYA) == own
    assert stage_of(code) is Stage.JOINED


@pytest.mark.parametrize("close", CLOSING)
def test_a_closed_claim_gives_its_last_question_away(
    papaya: Claim, mai: Member, close: Callable[[Claim], None]
) -> None:
    close(papaya)
    own = split_question(newest_question(), by=mai)
    papaya.refresh_from_db()
    assert (own.text, papaya.asked) == (PAPAYA, 0)
    assert PAPAYA not in papaya.text
    purge_questions(ago(0))
    assert Claim.objects.filter(pk=papaya.pk).exists()


@pytest.mark.parametrize("close", CLOSING)
def test_joinings_are_undone_after_a_claim_was_closed(
    papaya: Claim, mai: Member, close: Callable[[Claim], None]
) -> None:
    code = ask(PAPAYA)
    other = claim_about(DAM)
    merge_claims(other, papaya, by=mai)
    close(papaya)
    undo_joining(papaya.events.get(deed=Deed.JOINED), by=mai)
    assert undo_joining(papaya.events.get(deed=Deed.MERGED), by=mai) == other
    assert stage_of(code) is Stage.RECEIVED
    assert [claim.questions.count() for claim in Claim.objects.undone()] == [1, 1]


@pytest.mark.parametrize("close", CLOSING)
def test_a_closed_claim_is_merged_into_none(
    papaya: Claim, mai: Member, close: Callable[[Claim], None]
) -> None:
    close(papaya)
    with pytest.raises(CannotMerge):
        merge_claims(papaya, claim_about(DAM), by=mai)


def test_whoever_has_left_the_desk_joins_nothing(papaya: Claim, mai: Member) -> None:
    question = doubtful(papaya)
    Member.objects.filter(pk=mai.pk).update(is_active=False)
    with pytest.raises(NotAllowed):
        confirm_joining(question, by=mai)
    assert Doubt.objects.exists()


def test_the_history_never_holds_a_senders_words(papaya: Claim, mai: Member) -> None:
    merge_claims(claim_about(DAM), papaya, by=mai)
    undo_joining(papaya.events.get(deed=Deed.MERGED), by=mai)
    kept = repr(list(ClaimEvent.objects.values_list()))
    assert PAPAYA not in kept
    assert DAM not in kept
