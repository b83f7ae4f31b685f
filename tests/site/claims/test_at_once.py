"""What happens when several people do the same at the same moment."""

import threading
from collections.abc import Callable

from django.db import connections

from kiemchung_site.claims.actions import confirm_joining, submit_question
from kiemchung_site.claims.models import Claim, Counted, DayCount, Doubt, Question
from kiemchung_site.errors import CannotUndo, FormUsed
from kiemchung_site.factchecks.filling import add_sample
from kiemchung_site.factchecks.library import site_library
from kiemchung_site.members.models import Role
from tests.site.building import member
from tests.site.claims.building import DAM, PAPAYA, ask, claim_about, form, newest_question

_AT_ONCE = 6


def all_at_once(deed: Callable[[int], object]) -> list[Exception]:
    """Do something in several threads that start together; return what they raised."""
    together = threading.Barrier(_AT_ONCE)
    raised: list[Exception] = []

    def run(number: int) -> None:
        together.wait()
        try:
            deed(number)
        except Exception as error:
            raised.append(error)
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(_AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def test_the_same_question_at_the_same_moment_is_one_claim(shared_database: None) -> None:
    add_sample(site_library())
    assert all_at_once(lambda _: ask(PAPAYA)) == []
    (claim,) = Claim.objects.all()
    assert claim.asked == Question.objects.count() == _AT_ONCE
    assert DayCount.objects.get(what=Counted.SUBMITTED).number == _AT_ONCE


def test_the_same_question_in_other_letters_is_one_claim_too(shared_database: None) -> None:
    add_sample(site_library())
    written = [PAPAYA, PAPAYA.upper(), f"{PAPAYA}!!!", f" {PAPAYA}?", f"{PAPAYA}…", PAPAYA.lower()]
    assert all_at_once(lambda number: ask(written[number])) == []
    assert Claim.objects.get().asked == _AT_ONCE


def test_one_form_sent_many_times_at_once_is_one_question(shared_database: None) -> None:
    used = form()
    raised = all_at_once(lambda _: submit_question(PAPAYA, used))
    assert [type(error) for error in raised] == [FormUsed] * (_AT_ONCE - 1)
    assert Question.objects.count() == 1


def test_two_members_who_confirm_at_once_join_once(shared_database: None) -> None:
    claim = claim_about(PAPAYA)
    ask(DAM)
    question = newest_question()
    Doubt.objects.create(question=question, claim=claim, probability=0.7)
    mai = member("Mai", Role.CONTRIBUTOR)
    raised = all_at_once(lambda _: confirm_joining(question, by=mai))
    assert [type(error) for error in raised] == [CannotUndo] * (_AT_ONCE - 1)
    claim.refresh_from_db()
    assert claim.asked == 2
