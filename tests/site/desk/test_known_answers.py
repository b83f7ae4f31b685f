"""A claim answered by what was published before: one deed, seen by who asked, taken back."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks as Commit

from kiemchung.claims import FactCheck, Publisher, Verdict
from kiemchung.importing import import_checks
from kiemchung_site.claims.actions import answer_claim
from kiemchung_site.claims.models import Claim, Deed, Status
from kiemchung_site.claims.queries import Stage, progress_of
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.factchecks.models import Kind, Record
from kiemchung_site.members.models import Role
from tests.site.building import CLAIM, approval, correct, manuscript, published
from tests.site.claims.building import PAPAYA, ask, claim_about, newest_question
from tests.site.desk.conftest import logged_in

ELSEWHERE = FactCheck(
    claim=PAPAYA,
    verdict=Verdict("Sai", 1, 5, 1),
    publisher=Publisher("Báo Sự Thật", "suthat.example"),
    url="https://suthat.example/du-du",
    language="vi",
)


@pytest.fixture
def imported(library: SiteLibrary, db: None) -> Record:
    """An entry of another publisher."""
    import_checks(library, [ELSEWHERE], wait=60)
    return Record.objects.get(own=None)


@pytest.fixture
def own(library: SiteLibrary, db: None, django_capture_on_commit_callbacks: Commit) -> Record:
    """An entry of the desk."""
    with django_capture_on_commit_callbacks(execute=True):
        published()
    return Record.objects.exclude(own=None).get()


def answer(client: Client, claim: Claim, record: object) -> int:
    address = f"/vi/desk/claims/{claim.pk}/answer/"
    return client.post(address, {"answer-record": record}).status_code


def status_page(code: str) -> str:
    return Client().post("/en/questions/status/", {"code": code}).text


def test_an_entry_of_another_publisher_answers_a_claim(checker: Client, imported: Record) -> None:
    code = ask(PAPAYA)
    claim = newest_question().claim
    page = checker.get(f"/en/desk/claims/{claim.pk}/").text
    assert "Answer the claim with this one by Báo Sự Thật" in page
    assert f'value="{imported.pk}"' in page
    assert answer(checker, claim, imported.pk) == 302
    told = status_page(code)
    assert "It has been checked." in told
    assert 'href="https://suthat.example/du-du" rel="noopener noreferrer"' in told
    assert "Read the fact-check by Báo Sự Thật" in told
    event = claim.events.get(deed=Deed.KNOWN)
    assert (event.by, event.detail) == (
        member_of(checker),
        "Báo Sự Thật: https://suthat.example/du-du",
    )
    assert "Take the answer back" in checker.get(f"/en/desk/claims/{claim.pk}/").text


def member_of(client: Client) -> object:
    return client.get("/en/desk/").context["member"]


def test_an_entry_of_the_desk_answers_with_its_page_and_corrections(
    checker: Client, own: Record
) -> None:
    code = ask(CLAIM)
    claim = newest_question().claim
    assert answer(checker, claim, own.pk) == 302
    assert own.own is not None
    assert f"/en/fact-checks/{own.own.slug}/" in status_page(code)
    version = own.own.versions.get()
    by = approval(version.author, version.reviewer)
    correct(version, manuscript(summary="Khác."), by, kind=Kind.CORRECTION, reason="Nhầm nguồn.")
    assert "Nhầm nguồn." in status_page(code)


def test_an_answer_can_be_taken_back(checker: Client, imported: Record) -> None:
    code = ask(PAPAYA)
    claim = newest_question().claim
    answer(checker, claim, imported.pk)
    address = f"/vi/desk/claims/{claim.pk}/unanswer/"
    assert checker.post(address).status_code == 302
    claim.refresh_from_db()
    assert (claim.status, claim.answer_url, claim.was_known) == (Status.OPEN, "", False)
    assert "suthat" not in status_page(code)
    assert claim.events.filter(deed=Deed.TAKEN_BACK).count() == 1
    ask(PAPAYA)
    assert newest_question().claim == claim
    assert checker.post(address).status_code == 409


def test_what_was_published_about_the_claim_is_not_taken_back(checker: Client, own: Record) -> None:
    claim = claim_about(PAPAYA)
    assert own.own is not None
    answer_claim(claim, own.own)
    assert "Take the answer back" not in checker.get(f"/en/desk/claims/{claim.pk}/").text
    assert checker.post(f"/vi/desk/claims/{claim.pk}/unanswer/").status_code == 409


def test_a_later_publication_replaces_the_answer(
    checker: Client, imported: Record, own: Record
) -> None:
    code = ask(PAPAYA)
    claim = newest_question().claim
    answer(checker, claim, imported.pk)
    assert own.own is not None
    answer_claim(claim, own.own)
    assert own.own.slug in status_page(code)
    assert "suthat" not in status_page(code)


def test_a_claim_is_answered_once(checker: Client, imported: Record) -> None:
    claim = claim_about(PAPAYA)
    assert answer(checker, claim, imported.pk) == 302
    assert answer(checker, claim, imported.pk) == 409
    assert claim.events.filter(deed=Deed.KNOWN).count() == 1


def test_the_sample_answers_no_claim(checker: Client, sample: SiteLibrary) -> None:
    claim = claim_about("Uống nước chanh nóng mỗi ngày tiêu diệt tế bào ung thư")
    page = checker.get(f"/en/desk/claims/{claim.pk}/").text
    assert "Earlier fact-checks" in page
    assert "so it answers no claim" in page
    assert "answer-record" not in page
    record = Record.objects.first()
    assert record is not None
    assert answer(checker, claim, record.pk) == 409
    claim.refresh_from_db()
    assert claim.status == Status.OPEN


@pytest.mark.parametrize("sent", ["", "x", "\x00", "9" * 32, "9" * 5000, "a\u0301" * 16, "‮" * 8])
def test_an_entry_that_is_not_there_answers_nothing(
    checker: Client, imported: Record, sent: str
) -> None:
    claim = claim_about(PAPAYA)
    assert answer(checker, claim, sent) == 422
    claim.refresh_from_db()
    assert claim.status == Status.OPEN


@pytest.mark.parametrize(
    ("role", "status"), [(Role.CONTRIBUTOR, 403), (Role.CHECKER, 302), (Role.REVIEWER, 302)]
)
def test_writers_answer(imported: Record, role: Role, status: int) -> None:
    claim, client = claim_about(PAPAYA), logged_in("Bo", role)
    shows = "answer-record" in client.get(f"/en/desk/claims/{claim.pk}/").text
    assert shows is (role != Role.CONTRIBUTOR)
    assert answer(client, claim, imported.pk) == status
    assert client.post(f"/vi/desk/claims/{claim.pk}/unanswer/").status_code == status


def test_the_table_takes_no_answer_without_an_address_and_not_two(
    imported: Record, own: Record
) -> None:
    claim = claim_about(PAPAYA)
    for fields in (
        {"was_known": True},
        {"answer_url": "https://x.example"},
        {"fact_check": own.own, "answer_url": "https://x.example", "was_known": True},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(status=Status.PUBLISHED, **fields)


def test_an_address_may_be_long(checker: Client, library: SiteLibrary) -> None:
    url = f"https://suthat.example/{'a' * 1900}"
    long = replace(ELSEWHERE, url=url, publisher=Publisher("x" * 300, "suthat.example"))
    import_checks(library, [long], wait=60)
    code = ask(PAPAYA)
    claim = newest_question().claim
    assert answer(checker, claim, Record.objects.get().pk) == 302
    found = progress_of(code, timezone.now())
    assert found is not None
    assert (found.stage, found.elsewhere) == (Stage.PUBLISHED, url)


def test_a_member_who_left_answers_nothing(imported: Record) -> None:
    claim, client = claim_about(PAPAYA), logged_in("Bo", Role.CHECKER)
    bo = client.get("/en/desk/").context["member"]
    bo.is_active = False
    bo.save()
    assert answer(client, claim, imported.pk) == 302
    claim.refresh_from_db()
    assert claim.status == Status.OPEN
