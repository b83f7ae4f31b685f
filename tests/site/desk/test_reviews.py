import pytest
from django.test import Client

from kiemchung_site.claims.models import Status
from kiemchung_site.drafts.actions import ask_for_review
from kiemchung_site.drafts.models import Draft, Review
from kiemchung_site.factchecks.checklist import OF_REVIEWERS
from kiemchung_site.factchecks.models import Version
from kiemchung_site.members.models import Member, Role
from tests.site.building import CHECKED, CLAIM, member
from tests.site.drafts.writing import (
    DISAGREEMENT,
    SENT_BACK,
    edited,
    open_claim,
    reviewed,
    waiting,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan() -> Member:
    return member("Lan", Role.CHECKER)


@pytest.fixture
def minh() -> Member:
    return member("Minh")


@pytest.fixture
def desk(client: Client, minh: Member) -> Client:
    client.force_login(minh)
    return client


def at(draft: Draft) -> str:
    return f"/en/desk/reviews/{draft.pk}/"


def publish(desk: Client, draft: Draft, *shown: Review) -> Version | None:
    chosen = [str(review.pk) for review in shown]
    desk.post(f"/en/desk/drafts/{draft.pk}/publish/", {"show": chosen})
    return Version.objects.filter(draft=draft).first()


def given(decision: str = "approve", **changes: object) -> dict[str, object]:
    answers = {str(question): answer for question, answer in CHECKED.items()}
    return {**answers, "revision": 2, "decision": decision, "reasons": "", **changes}


def test_the_reviewer_sees_everything_that_readers_will_see(desk: Client, lan: Member) -> None:
    page = desk.get(at(waiting(lan))).text
    for text in (
        CLAIM,
        "Sai",
        "<strong>không</strong>",
        "Răng vĩnh viễn không mọc lại.",
        "https://hospital.example/rang",
        "Có, hỏi được bác sĩ",
        "Whose primary source is there?",
        "Were the sources opened",
    ):
        assert text in page


def test_what_is_approved_can_be_published_and_answers_its_claim(
    desk: Client, client: Client, lan: Member, minh: Member
) -> None:
    claim = open_claim()
    draft = waiting(lan, about=claim)
    assert desk.post(at(draft), given()).status_code == 302
    assert "Minh approved this very text." in desk.get(at(draft)).text
    version = publish(desk, draft)
    assert version is not None
    assert (version.author, version.reviewer) == (lan, minh)
    claim.refresh_from_db()
    assert (claim.status, claim.fact_check) == (Status.PUBLISHED, version.fact_check)
    public = Client().get(version.fact_check.address("en")).text
    assert "Written by Lan, reviewed by Minh" in public
    assert "Were the sources opened" in public
    assert CHECKED[OF_REVIEWERS[0]] in public
    assert "Noted disagreement" not in public


def test_the_public_page_names_everybody_who_wrote(desk: Client, lan: Member, minh: Member) -> None:
    draft = written(lan)
    edited(draft, member("Hoa"), summary="Hoa viết lại.")
    ask_for_review(draft, number=3, by=lan)
    reviewed(draft, minh)
    version = publish(desk, draft)
    assert version is not None
    assert (
        "Written by Lan, Hoa, reviewed by Minh" in desk.get(version.fact_check.address("en")).text
    )


@pytest.mark.parametrize("question", OF_REVIEWERS)
def test_an_approval_answers_every_question(desk: Client, lan: Member, question: str) -> None:
    draft = waiting(lan)
    response = desk.post(at(draft), given(**{question: " "}))
    assert response.status_code == 409
    assert response.text.count("This part is missing.") == 1
    assert not Review.objects.exists()


@pytest.mark.parametrize("decision", ["send_back", "disagree"])
def test_other_decisions_need_reasons_that_the_author_reads(
    desk: Client, lan: Member, decision: str
) -> None:
    draft = waiting(lan)
    assert desk.post(at(draft), given(decision)).status_code == 409
    assert desk.post(at(draft), given(decision, reasons="Thiếu nguồn gốc.")).status_code == 302
    desk.force_login(lan)
    assert "Thiếu nguồn gốc." in desk.get(f"/en/desk/drafts/{draft.pk}/").text
    assert publish(desk, draft) is None


@pytest.mark.parametrize(
    "change", [{"decision": "x"}, {"decision": ""}, {"revision": "x"}, {"reasons": "x" * 4001}]
)
def test_a_review_that_cannot_be_read_comes_back(
    desk: Client, lan: Member, change: dict[str, object]
) -> None:
    draft = waiting(lan)
    response = desk.post(at(draft), {**given(), **change})
    assert response.status_code == 422
    assert CHECKED[OF_REVIEWERS[0]] in response.text
    assert not Review.objects.exists()


def test_the_author_sees_no_form_and_cannot_send_one(client: Client) -> None:
    author = member("Hoa", Role.ADMINISTRATOR)
    client.force_login(author)
    draft = waiting(author)
    assert "You cannot review this text" in client.get(at(draft)).text
    response = client.post(at(draft), given())
    assert response.status_code == 403
    assert "Nobody approves a text in which they wrote." in response.text
    assert not Review.objects.exists()


def test_a_review_of_a_text_that_changed_meanwhile_is_refused_and_kept(
    desk: Client, lan: Member
) -> None:
    draft = waiting(lan)
    edited(draft, lan, summary="Đổi sau khi mở.")
    response = desk.post(at(draft), given())
    assert response.status_code == 409
    assert "It was edited meanwhile." in response.text
    assert not Review.objects.exists()


def test_two_tabs_give_one_review(desk: Client, lan: Member) -> None:
    draft = waiting(lan)
    assert desk.post(at(draft), given()).status_code == 302
    assert desk.post(at(draft), given("send_back", reasons="x")).status_code == 409
    assert Review.objects.count() == 1


def test_a_disagreement_is_shown_to_readers_only_if_the_desk_chooses(
    desk: Client, lan: Member
) -> None:
    for chosen in (True, False):
        draft = waiting(lan)
        hoa = member(f"Hoa{chosen}")
        disagreement = reviewed(draft, hoa, DISAGREEMENT)
        assert DISAGREEMENT.reasons in desk.get(at(draft)).text
        desk.post(at(draft), given())
        version = publish(desk, draft, *([disagreement] if chosen else []))
        assert version is not None
        public = Client().get(version.fact_check.address("en")).text
        assert (DISAGREEMENT.reasons in public) is chosen
        assert hoa.name not in public


def test_only_disagreements_with_this_draft_can_be_shown(desk: Client, lan: Member) -> None:
    other = reviewed(waiting(lan), member("Hoa"), DISAGREEMENT)
    sent_back = reviewed(waiting(lan), member("Mai"), SENT_BACK)
    draft = waiting(lan)
    desk.post(at(draft), given())
    version = publish(desk, draft, other, sent_back)
    assert version is not None
    assert not version.disagreements.exists()


def test_nothing_is_published_without_an_approval(desk: Client, lan: Member) -> None:
    for draft in (written(lan), waiting(lan)):
        response = desk.post(f"/en/desk/drafts/{draft.pk}/publish/")
        assert response.status_code == 409
        assert "No approval of the newest text is in force." in response.text
    assert not Version.objects.exists()


def test_publishing_twice_publishes_once(desk: Client, lan: Member) -> None:
    draft = waiting(lan)
    desk.post(at(draft), given())
    address = f"/en/desk/drafts/{draft.pk}/publish/"
    assert [desk.post(address).status_code for _ in range(2)] == [302, 409]
    assert Version.objects.count() == 1


def test_the_list_shows_what_the_member_may_review(desk: Client, lan: Member, minh: Member) -> None:
    waiting(lan, claim="Bài chờ duyệt")
    waiting(minh, claim="Bài của chính mình")
    written(lan, claim="Bài đang viết")
    reviewed(waiting(lan, claim="Bài đã trả lại"), member("Hoa"), SENT_BACK)
    reviewed(waiting(lan, claim="Bài đã duyệt"), member("Mai"))
    page = desk.get("/en/desk/reviews/").text
    waits, ready = page.split("Approved, ready to be published")
    assert "Bài chờ duyệt" in waits
    for hidden in ("Bài của chính mình", "Bài đang viết", "Bài đã trả lại", "Bài đã duyệt"):
        assert hidden not in waits
    assert "Bài đã duyệt" in ready
    desk.force_login(lan)
    assert "Bài chờ duyệt" not in desk.get("/en/desk/reviews/").text


ROLES = {
    Role.CONTRIBUTOR: (403, 403, 403),
    Role.CHECKER: (200, 403, 200),
    Role.REVIEWER: (200, 302, 200),
    Role.ADMINISTRATOR: (200, 302, 200),
}


@pytest.mark.parametrize(("role", "answers"), ROLES.items())
def test_each_role_may_do_what_it_is_for(
    client: Client, lan: Member, role: Role, answers: tuple[int, int, int]
) -> None:
    client.force_login(member("Ai", role))
    draft = waiting(lan)
    opened = client.get(f"/en/desk/drafts/{draft.pk}/").status_code
    approved = client.post(at(draft), given()).status_code
    assert (opened, approved, client.get("/en/desk/drafts/").status_code) == answers
    assert Review.objects.exists() is (answers[1] == 302)


def test_strangers_are_led_to_the_log_in_page(client: Client, lan: Member) -> None:
    draft = waiting(lan)
    for path in (
        "drafts/",
        f"drafts/{draft.pk}/",
        "reviews/",
        f"reviews/{draft.pk}/",
        "published/",
    ):
        response = client.get(f"/en/desk/{path}")
        assert response.status_code == 302
        assert "next=/en/desk/" in response["Location"]
    for path in ("drafts/new/", f"drafts/{draft.pk}/publish/", f"drafts/{draft.pk}/autosave/"):
        assert client.post(f"/en/desk/{path}").status_code == 302
    assert not Version.objects.exists()
