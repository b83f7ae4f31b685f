from dataclasses import replace

import pytest
from django.test import Client

from kiemchung_site.claims.models import Status
from kiemchung_site.drafts.actions import start_draft
from kiemchung_site.drafts.models import Draft
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.factchecks.manuscripts import Manuscript, Quote
from kiemchung_site.factchecks.models import Stance
from kiemchung_site.members.models import Member, Role
from tests.site.building import CLAIM, manuscript, member
from tests.site.desk.sending import changed, sent
from tests.site.drafts.writing import edited, open_claim, reviewed, waiting, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan() -> Member:
    return member("Lan", Role.CHECKER)


@pytest.fixture
def desk(client: Client, lan: Member) -> Client:
    client.force_login(lan)
    return client


def at(draft: Draft, more: str = "") -> str:
    return f"/en/desk/drafts/{draft.pk}/{more}"


def quotes(draft: Draft) -> list[str]:
    return [quote.text for quote in draft.newest.text.manuscript.evidence]


def three() -> Manuscript:
    quote = manuscript().evidence[0]
    return manuscript(evidence=tuple(replace(quote, text=text) for text in ("một", "hai", "ba")))


def test_a_claim_is_taken_up_as_a_draft(desk: Client, lan: Member) -> None:
    claim = open_claim()
    response = desk.post(f"/en/desk/drafts/new/?claim={claim.pk}")
    draft = Draft.objects.get(claim=claim)
    assert response["Location"] == at(draft)
    claim.refresh_from_db()
    assert (claim.status, claim.assigned_to) == (Status.IN_WORK, lan)
    assert CLAIM in desk.get(at(draft)).text


def test_a_claim_has_one_open_draft(desk: Client) -> None:
    claim = open_claim()
    first = start_draft(claim, language="vi", by=member("Minh"))
    assert desk.post(f"/en/desk/drafts/new/?claim={claim.pk}")["Location"] == at(first)


@pytest.mark.parametrize("claim", ["0", "99", "x", "-1", ""])
def test_a_claim_that_does_not_exist_is_not_found(desk: Client, claim: str) -> None:
    assert desk.post(f"/en/desk/drafts/new/?claim={claim}").status_code == 404


def test_a_draft_can_be_started_without_a_claim(desk: Client) -> None:
    desk.post("/vi/desk/drafts/new/")
    assert Draft.objects.get().newest.text.manuscript.language == "vi"


def test_what_was_saved_is_shown_again(desk: Client, lan: Member) -> None:
    draft = start_draft(None, language="vi", by=lan)
    response = desk.post(at(draft), changed(1))
    assert response["Location"] == f"{at(draft)}?saved=2"
    assert draft.newest.text.manuscript == manuscript()
    page = desk.get(response["Location"]).text
    for text in ("Chưa ai thử riêng", "Có, hỏi được bác sĩ", "https://hospital.example/rang"):
        assert text in page


def test_an_incomplete_draft_can_be_saved(desk: Client, lan: Member) -> None:
    draft = start_draft(None, language="vi", by=lan)
    quote = Quote("nửa câu", None, "", "chưa có")
    kept = Manuscript(
        claim="Nửa", evidence=(quote,), answers=dict.fromkeys(manuscript().answers, "")
    )
    assert desk.post(at(draft), sent(kept, 1)).status_code == 302
    assert draft.newest.text.manuscript == kept


def test_line_ends_of_browsers_do_not_count_as_changes(desk: Client, lan: Member) -> None:
    draft = written(lan, reasoning="một\n\nhai")
    desk.post(at(draft), changed(2, reasoning="một\r\n\r\nhai"))
    assert draft.newest.number == 2


@pytest.mark.parametrize(
    ("deed", "order"),
    [
        ("up-1", ["hai", "một", "ba"]),
        ("up-0", ["một", "hai", "ba"]),
        ("down-0", ["hai", "một", "ba"]),
        ("down-2", ["một", "hai", "ba"]),
        ("remove-1", ["một", "ba"]),
        ("remove-99", ["một", "hai", "ba"]),
        ("remove-x", ["một", "hai", "ba"]),
        ("more", ["một", "hai", "ba"]),
    ],
)
def test_evidence_is_arranged_without_a_script(
    desk: Client, lan: Member, deed: str, order: list[str]
) -> None:
    draft = start_draft(None, language="vi", by=lan)
    response = desk.post(at(draft), sent(three(), 1, deed=deed))
    assert response["Location"].endswith("#evidence")
    assert quotes(draft) == order


def test_there_is_always_an_empty_row_for_evidence(desk: Client, lan: Member) -> None:
    assert 'name="evidence-1-quote"' in desk.get(at(written(lan))).text


def test_autosave_says_under_which_number_it_kept_the_text(desk: Client, lan: Member) -> None:
    draft = written(lan)
    response = desk.post(at(draft, "autosave/"), changed(2, summary="Mới."))
    assert response.json() == {"revision": 3}
    assert draft.newest.text.manuscript.summary == "Mới."


def test_a_save_that_was_not_heard_of_can_be_repeated(desk: Client, lan: Member) -> None:
    draft = written(lan)
    for _ in range(2):
        response = desk.post(at(draft, "autosave/"), changed(2, summary="Mới."))
        assert response.json() == {"revision": 3}


def test_a_page_that_never_heard_of_its_last_save_goes_on(desk: Client, lan: Member) -> None:
    draft = written(lan)
    first = changed(2, summary="Mới.") | {"pen": "p", "stroke": 1}
    second = changed(2, summary="Mới hơn.") | {"pen": "p", "stroke": 2}
    desk.post(at(draft, "autosave/"), first)
    assert desk.post(at(draft, "autosave/"), second).json() == {"revision": 4}


def test_an_older_stroke_of_the_same_page_that_comes_late_overwrites_nothing(
    desk: Client, lan: Member
) -> None:
    draft = written(lan)
    desk.post(at(draft, "autosave/"), changed(2, summary="Mới hơn.") | {"pen": "p", "stroke": 2})
    late = desk.post(at(draft, "autosave/"), changed(2, summary="Mới.") | {"pen": "p", "stroke": 1})
    assert late.status_code == 409
    assert draft.newest.text.manuscript.summary == "Mới hơn."


def test_two_tabs_of_one_member_do_not_overwrite_each_other(desk: Client, lan: Member) -> None:
    draft = written(lan)
    desk.post(at(draft), changed(2, summary="Thẻ một.") | {"pen": "a", "stroke": 1})
    other = desk.post(at(draft), changed(2, summary="Thẻ hai.") | {"pen": "b", "stroke": 2})
    assert other.status_code == 409
    assert draft.newest.text.manuscript.summary == "Thẻ một."


def test_the_later_of_two_editors_gets_both_texts_and_can_merge(desk: Client, lan: Member) -> None:
    draft = written(lan)
    edited(draft, member("Minh"), summary="Tóm tắt của Minh.", uncertainty="Minh chưa chắc.")
    response = desk.post(at(draft), changed(2, summary="Tóm tắt của Lan."))
    assert response.status_code == 409
    page = response.text
    assert "Minh saved while you were writing" in page
    assert "<del>Minh.</del><ins>Lan.</ins>" in page
    assert "Tóm tắt của Lan.</textarea>" in page
    assert "Minh chưa chắc.</textarea>" in page
    assert "Tóm tắt của Minh." in page
    assert 'name="revision" value="3"' in page
    assert draft.newest.text.manuscript.summary == "Tóm tắt của Minh."
    merged = changed(3, summary="Của cả hai.", uncertainty="Minh chưa chắc.")
    assert desk.post(at(draft), merged).status_code == 302
    assert draft.newest.text.manuscript.uncertainty == "Minh chưa chắc."


def test_autosave_overwrites_nobody_either(desk: Client, lan: Member) -> None:
    draft = written(lan)
    edited(draft, member("Minh"), summary="Của Minh.")
    response = desk.post(at(draft, "autosave/"), changed(2, summary="Của Lan."))
    assert response.status_code == 409
    assert draft.newest.text.manuscript.summary == "Của Minh."


def test_a_review_is_asked_for_only_when_nothing_is_missing(desk: Client, lan: Member) -> None:
    draft = start_draft(None, language="vi", by=lan)
    answers = dict.fromkeys(manuscript().answers, "")
    lacking = manuscript(evidence=(), summary="", verdict=None, answers=answers)
    response = desk.post(at(draft), sent(lacking, 1, deed="ask"))
    assert response.status_code == 409
    page = response.text
    assert page.count("This part is missing.") == 5
    assert "At least one piece of evidence is needed" in page
    assert draft.newest.text.manuscript == lacking
    assert 'name="revision" value="2"' in page
    response = desk.post(at(draft), changed(2) | {"deed": "ask"})
    assert response.status_code == 302
    assert "Lan asked for a review of this text." in desk.get(at(draft)).text


def test_what_is_missing_is_said_in_the_language_of_the_page(desk: Client, lan: Member) -> None:
    draft = start_draft(None, language="vi", by=lan)
    page = desk.post(f"/vi/desk/drafts/{draft.pk}/", changed(1, summary="") | {"deed": "ask"}).text
    assert "Phần này còn thiếu." in page


def test_editing_withdraws_the_request(desk: Client, lan: Member) -> None:
    draft = waiting(lan)
    desk.post(at(draft), changed(2, summary="Sửa sau khi xin duyệt."))
    assert "asked for a review" not in desk.get(at(draft)).text


def test_a_text_under_review_is_not_saved_by_itself(desk: Client, lan: Member) -> None:
    assert 'data-autosave=""' in desk.get(at(waiting(lan))).text
    assert 'data-autosave="/en/desk' in desk.get(at(written(lan))).text


def test_a_possible_reviewer_becomes_no_author_by_typing(client: Client, lan: Member) -> None:
    client.force_login(member("Minh"))
    page = client.get(at(written(lan))).text
    assert 'data-autosave=""' in page
    assert "Once you save a change, you are one of its authors" in page


def test_the_preview_is_what_readers_will_see(desk: Client, lan: Member) -> None:
    draft = written(lan)
    text = "**đậm** <script>alert(1)</script> [x](javascript:alert(1))"
    fragment = desk.post(at(draft, "preview/"), {"reasoning": text}).text
    assert "<strong>đậm</strong>" in fragment
    assert "<script" not in fragment
    assert 'href="javascript' not in fragment
    page = desk.post(at(draft), changed(2, reasoning=text) | {"deed": "preview"}).text
    assert "<strong>đậm</strong>" in page
    assert draft.newest.number == 2


def test_earlier_fact_checks_are_suggested(desk: Client, lan: Member, sample: SiteLibrary) -> None:
    draft = written(lan, claim="Uống nước chanh nóng mỗi ngày tiêu diệt tế bào ung thư")
    page = desk.get(at(draft)).text
    assert "The same claim" in page
    assert page.index("Earlier fact-checks") < page.index("The same claim")


def test_a_draft_without_a_claim_has_no_suggestions_and_still_opens(
    desk: Client, lan: Member
) -> None:
    assert desk.get(at(start_draft(None, language="vi", by=lan))).status_code == 200


@pytest.mark.parametrize(
    "change",
    [
        {"claim": "x" * 501},
        {"summary": "x\x00y"},
        {"verdict": "9"},
        {"evidence-TOTAL_FORMS": "x"},
        {"evidence-0-stance": "hates"},
        {"revision": ""},
        {"revision": "x"},
    ],
)
def test_what_cannot_be_kept_comes_back_marked(
    desk: Client, lan: Member, change: dict[str, str]
) -> None:
    draft = written(lan)
    response = desk.post(at(draft), changed(2, uncertainty="Rất dài.") | change)
    assert response.status_code == 422
    assert "Rất dài.</textarea>" in response.text
    assert desk.post(at(draft, "autosave/"), changed(2) | change).status_code == 422
    assert draft.newest.number == 2


def test_more_evidence_than_fits_is_refused_and_not_cut_off(desk: Client, lan: Member) -> None:
    draft = start_draft(None, language="vi", by=lan)
    many = manuscript(evidence=manuscript().evidence * 21)
    assert desk.post(at(draft), sent(many, 1)).status_code == 422
    assert (
        desk.post(at(draft), sent(replace(many, evidence=many.evidence[:20]), 1)).status_code == 302
    )
    assert len(quotes(draft)) == 20


def test_a_text_that_is_sent_after_the_session_ended_comes_back(
    client: Client, lan: Member
) -> None:
    draft = written(lan)
    response = client.post(at(draft), changed(2, summary="Viết rất lâu."))
    assert response.status_code == 403
    assert "Viết rất lâu.</textarea>" in response.text
    assert "Your session has ended" in response.text
    assert "https://hospital.example/rang" in response.text
    assert draft.newest.number == 2


def test_a_text_with_an_old_token_comes_back_with_a_new_one(lan: Member) -> None:
    draft = written(lan)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(lan)
    response = strict.post(at(draft), changed(2, summary="Viết rất lâu."))
    assert response.status_code == 403
    assert "Viết rất lâu.</textarea>" in response.text
    token = response.cookies["csrftoken"].value
    again = changed(2, summary="Viết rất lâu.") | {"csrfmiddlewaretoken": token}
    assert strict.post(at(draft), again).status_code == 302


def test_a_text_that_is_sent_after_publication_comes_back(desk: Client, lan: Member) -> None:
    draft = waiting(lan)
    reviewed(draft, member("Minh"))
    assert desk.post(at(draft, "publish/")).status_code == 302
    response = desk.post(at(draft), changed(2, summary="Quá muộn."))
    assert response.status_code == 409
    assert "Quá muộn.</textarea>" in response.text


def test_a_draft_that_was_put_away_is_in_no_list(desk: Client, lan: Member) -> None:
    draft = written(lan)
    assert CLAIM in desk.get("/en/desk/drafts/").text
    desk.post(at(draft, "drop/"))
    assert CLAIM not in desk.get("/en/desk/drafts/").text
    assert desk.post(at(draft, "drop/")).status_code == 409
    assert "put away" in desk.get(at(draft)).text


def test_the_list_shows_only_what_the_member_wrote_in(desk: Client) -> None:
    written(member("Minh"), claim="Bài của Minh")
    assert "Bài của Minh" not in desk.get("/en/desk/drafts/").text


def test_a_list_of_many_drafts_takes_no_more_queries(
    desk: Client,
    lan: Member,
    django_assert_max_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    for number in range(12):
        waiting(lan, claim=f"Điều {number}")
    with django_assert_max_num_queries(16):
        desk.get("/en/desk/drafts/")


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_refused(desk: Client, lan: Member, method: str) -> None:
    assert getattr(desk, method)(at(written(lan))).status_code == 405


def test_stances_are_kept(desk: Client, lan: Member) -> None:
    draft = start_draft(None, language="vi", by=lan)
    quote = replace(manuscript().evidence[0], stance=Stance.CONTEXT)
    desk.post(at(draft), changed(1, evidence=(quote,)))
    assert draft.newest.text.manuscript.evidence == (quote,)
