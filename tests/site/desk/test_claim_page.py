import pytest
from django.test import Client
from django.urls import get_resolver

from kiemchung_site.claims.models import Claim, Deed, Doubt, Status
from kiemchung_site.desk import claims_urls
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.members.models import Member, Role
from tests.site.building import member
from tests.site.claims.building import DAM, PAPAYA, ask, claim_about, newest_question
from tests.site.desk.conftest import logged_in

LEMON = "Uống nước chanh nóng mỗi ngày tiêu diệt tế bào ung thư"


@pytest.fixture
def claim(sample: SiteLibrary) -> Claim:
    return claim_about(PAPAYA)


def do(client: Client, claim: Claim, deed: str, **fields: object) -> int:
    """Send a form of the claim's page."""
    return client.post(f"/vi/desk/claims/{claim.pk}/{deed}/", fields).status_code


def page_of(client: Client, claim: Claim) -> str:
    response = client.get(f"/vi/desk/claims/{claim.pk}/")
    assert response.status_code == 200
    return response.text


def test_the_page_shows_questions_and_history(checker: Client, sample: SiteLibrary) -> None:
    page = page_of(checker, claim_about(f"Anh Tuấn bảo {LEMON} <b>"))
    assert "[tên riêng] bảo Uống nước chanh" in page
    assert "&lt;b&gt;" in page
    assert "Đây là lời của người gửi." in page
    assert "mở ra cho một câu hỏi" in page


def test_the_page_shows_earlier_fact_checks(checker: Client, sample: SiteLibrary) -> None:
    assert "National Cancer Institute" in page_of(checker, claim_about(LEMON))
    assert "National Cancer Institute" not in page_of(checker, claim_about(PAPAYA))


def test_a_checker_tends_a_claim_through_the_page(checker: Client, claim: Claim) -> None:
    lan = member("Lan")
    assert do(checker, claim, "restate", **{"restate-text": "Lá đu đủ", "restate-topic": "health"})
    assert do(checker, claim, "harm", **{"harm-harm": 2}) == 302
    assert do(checker, claim, "assign", **{"assign-to": lan.pk}) == 302
    assert do(checker, claim, "deadline", **{"deadline-day": "2026-12-01"}) == 302
    assert do(checker, claim, "note", **{"note-text": "Hỏi <bệnh viện>"}) == 302
    claim.refresh_from_db()
    assert (claim.text, claim.harm, claim.assigned_to) == ("Lá đu đủ", 2, lan)
    page = page_of(checker, claim)
    assert "Hỏi &lt;bệnh viện&gt;" in page
    assert "Đây là lời của người gửi." not in page


def test_declining_and_reopening_through_the_page(checker: Client, claim: Claim) -> None:
    fields = {"decline-text": "Lá đu đủ", "decline-ground": "opinion", "decline-reason": ""}
    response = checker.post(f"/vi/desk/claims/{claim.pk}/decline/", fields)
    assert response.status_code == 422
    assert 'class="problem"' in response.text
    assert 'value="Lá đu đủ"' in response.text
    assert do(checker, claim, "decline", **fields | {"decline-reason": "Chỉ là ý kiến."}) == 302
    claim.refresh_from_db()
    assert claim.status == Status.DECLINED
    assert do(checker, claim, "reopen") == 302
    assert do(checker, claim, "reopen") == 409


def test_a_doubtful_joining_is_decided_on_either_page(checker: Client, claim: Claim) -> None:
    ask(DAM)
    question = newest_question()
    Doubt.objects.create(question=question, claim=claim, probability=0.7)
    for shown in (claim, question.claim):
        assert "Đúng, ghép vào" in page_of(checker, shown)
    assert do(checker, question.claim, "confirm", **{"join-question": question.pk}) == 302
    assert "Đúng, ghép vào" not in page_of(checker, claim)
    assert "Đã gộp vào điều số" in page_of(checker, question.claim)
    event = claim.events.get(deed=Deed.MERGED)
    assert do(checker, claim, "undo", **{"undo-event": event.pk}) == 302
    question.claim.refresh_from_db()
    assert question.claim.is_undone


def test_questions_are_split_out_and_claims_merged(checker: Client, claim: Claim) -> None:
    ask(PAPAYA)
    assert do(checker, claim, "split", **{"split-question": newest_question().pk}) == 302
    own = newest_question().claim
    assert own != claim
    assert do(checker, own, "merge", **{"merge-into": claim.pk}) == 302
    assert newest_question().claim == claim
    assert do(checker, claim, "merge", **{"merge-into": claim.pk}) == 409


def test_a_question_is_split_out_of_a_closed_claim(checker: Client, claim: Claim) -> None:
    assert "Tách ra" not in page_of(checker, claim)
    said = {"decline-text": "Lá", "decline-ground": "opinion", "decline-reason": "Ý kiến."}
    assert do(checker, claim, "decline", **said) == 302
    assert "Tách ra" in page_of(checker, claim)
    question = newest_question()
    assert do(checker, claim, "split", **{"split-question": question.pk}) == 302
    assert "Tách ra" not in page_of(checker, newest_question().claim)
    assert "Ý kiến." in page_of(checker, claim)
    assert do(checker, claim, "split", **{"split-question": question.pk}) == 409


@pytest.mark.parametrize("deed", ["restate", "harm", "assign", "deadline", "decline", "reopen"])
def test_a_contributor_may_not_decide(contributor: Client, claim: Claim, deed: str) -> None:
    assert do(contributor, claim, deed) == 403
    assert "restate-text" not in page_of(contributor, claim)


def test_a_contributor_may_read_note_and_split(contributor: Client, claim: Claim) -> None:
    assert do(contributor, claim, "note", **{"note-text": "Xem lại"}) == 302
    ask(PAPAYA)
    assert do(contributor, claim, "split", **{"split-question": newest_question().pk}) == 302


def test_two_members_on_one_claim_see_each_other(checker: Client, claim: Claim) -> None:
    lan = logged_in("Lan", Role.REVIEWER)
    page_of(lan, claim)
    assert "Cũng đang ở đây: Lan." in page_of(checker, claim)
    answer = lan.post(f"/vi/desk/claims/{claim.pk}/presence/")
    assert answer.json() == {"sentence": "Cũng đang ở đây: Mai."}


def test_a_form_without_its_token_changes_nothing(claim: Claim) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(member("Mai", Role.CHECKER))
    assert do(strict, claim, "note", **{"note-text": "x"}) == 403
    assert claim.events.count() == 1


@pytest.mark.parametrize(
    "fields",
    [{}, {"split-question": "x"}, {"split-question": "999999"}, {"split-question": "\x00"}],
    ids=str,
)
def test_a_form_with_nonsense_is_shown_again(
    checker: Client, claim: Claim, fields: dict[str, str]
) -> None:
    assert do(checker, claim, "split", **fields) == 422
    assert checker.get("/vi/desk/claims/999999/").status_code == 404


def test_every_address_of_the_queue_says_to_whom_it_is_open() -> None:
    assert get_resolver()
    for pattern in claims_urls.urlpatterns:
        assert _roles(pattern.callback), pattern.name


def _roles(view: object) -> frozenset[Role]:
    while view is not None:
        if (roles := getattr(view, "open_to", None)) is not None:
            return frozenset(roles)
        view = getattr(view, "__wrapped__", None)
    return frozenset()


def test_former_members_see_nothing(checker: Client, claim: Claim) -> None:
    Member.objects.update(is_active=False)
    assert checker.get(f"/vi/desk/claims/{claim.pk}/").status_code in (302, 403)
