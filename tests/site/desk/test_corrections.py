import pytest
from django.test import Client

from kiemchung_site.drafts.actions import ask_for_review, publish_draft, save_draft
from kiemchung_site.drafts.models import Draft
from kiemchung_site.drafts.texts import Text
from kiemchung_site.factchecks.models import Kind, Record, Step, Version
from kiemchung_site.members.models import Member, Role
from tests.site.building import CLAIM, approval, approved, correct, manuscript, member, published
from tests.site.desk.sending import sent
from tests.site.drafts.writing import reviewed

pytestmark = pytest.mark.django_db
REASON = "Bạn đọc gửi số liệu mới."


@pytest.fixture
def hoa() -> Member:
    return member("Hoa", Role.CHECKER)


@pytest.fixture
def desk(client: Client, hoa: Member) -> Client:
    client.force_login(hoa)
    return client


def start(desk: Client, version: Version, kind: str = "correction", reason: str = REASON) -> Draft:
    address = f"/en/desk/published/{version.fact_check.slug}/"
    desk.post(address, {"kind": kind, "reason": reason})
    return Draft.objects.open().get(corrects=version)


def finish(draft: Draft, by: Member, **changes: object) -> Version:
    """Save changes, have them reviewed by somebody else, publish."""
    stored = draft.newest.text
    text = Text(manuscript(**changes), stored.kind, stored.reason)
    revision = save_draft(draft, text, base=1, by=by)
    ask_for_review(draft, number=revision.number, by=by)
    reviewed(draft, member("Mai"))
    return publish_draft(draft, by=by)


def test_everything_published_is_listed_with_the_version_in_force(desk: Client) -> None:
    version = published()
    page = desk.get("/en/desk/published/").text
    assert CLAIM in page
    assert f"/en/desk/published/{version.fact_check.slug}/" in page


def test_a_correction_starts_with_what_is_published(desk: Client) -> None:
    version = published()
    draft = start(desk, version)
    page = desk.get(f"/en/desk/drafts/{draft.pk}/").text
    for text in (CLAIM, REASON, "Chưa ai thử riêng", "https://hospital.example/rang"):
        assert text in page
    assert draft.newest.text.kind == Kind.CORRECTION


@pytest.mark.parametrize(
    "wrong", [{"kind": "first"}, {"kind": "x"}, {"reason": " "}, {"kind": "", "reason": ""}]
)
def test_a_correction_needs_kind_and_reason(desk: Client, wrong: dict[str, str]) -> None:
    version = published()
    address = f"/en/desk/published/{version.fact_check.slug}/"
    response = desk.post(address, {"kind": "typo", "reason": "x"} | wrong)
    assert response.status_code == 422
    assert not Draft.objects.open().exists()


def test_a_fact_check_has_one_open_correction(desk: Client) -> None:
    version = published()
    draft = start(desk, version)
    assert start(desk, version, "typo") == draft
    page = desk.get(f"/en/desk/published/{version.fact_check.slug}/").text
    assert "A correction is being written." in page


@pytest.mark.parametrize(
    ("kind", "is_listed"),
    [("typo", False), ("clarification", True), ("correction", True)],
)
def test_a_correction_shows_what_it_changed_and_is_listed_unless_it_mends_typing(
    desk: Client, hoa: Member, kind: str, is_listed: bool
) -> None:
    first = published()
    second = finish(
        start(desk, first, kind), hoa, summary="Răng vĩnh viễn đã mất thì chẳng mọc lại."
    )
    assert (second.number, second.kind, second.reason) == (2, kind, REASON)
    assert (second.author, second.reviewer.name) == (hoa, "Mai")
    page = Client().get(first.fact_check.address("en")).text
    assert "<del>không</del><ins>chẳng</ins>" in page
    assert REASON in page
    for path in ("/en/corrections/", "/en/corrections/rss.xml", "/en/corrections/atom.xml"):
        assert (REASON in Client().get(path).text) is is_listed


def test_another_verdict_is_called_so(desk: Client, hoa: Member) -> None:
    second = finish(start(desk, published(), "typo"), hoa, verdict=Step.HALF_TRUE)
    assert second.kind == Kind.VERDICT_CHANGED


def test_a_changed_verdict_that_is_the_same_is_sent_back_to_its_author(
    desk: Client, hoa: Member
) -> None:
    draft = start(desk, published(), "verdict_changed")
    text = Text(manuscript(summary="Khác."), Kind.VERDICT_CHANGED, REASON)
    response = desk.post(f"/en/desk/drafts/{draft.pk}/", sent(text, 1, deed="ask"))
    assert response.status_code == 409
    assert response.text.count("This part is missing.") == 1


def test_a_retraction_takes_the_entry_out_and_the_page_stays(desk: Client, hoa: Member) -> None:
    first = published()
    assert Record.objects.filter(own=first.fact_check).exists()
    finish(start(desk, first, "retracted"), hoa)
    assert not Record.objects.filter(own=first.fact_check).exists()
    assert "no longer holds" in Client().get(first.fact_check.address("en")).text


def test_a_correction_that_changes_nothing_is_not_reviewed(desk: Client, hoa: Member) -> None:
    draft = start(desk, published())
    text = Text(manuscript(), Kind.CORRECTION, REASON)
    response = desk.post(f"/en/desk/drafts/{draft.pk}/", sent(text, 1, deed="ask"))
    assert response.status_code == 409
    assert "says the same as what is published" in response.text


def test_the_reviewer_sees_the_difference(desk: Client, hoa: Member) -> None:
    draft = start(desk, published())
    summary = "Răng vĩnh viễn đã mất thì chẳng mọc lại."
    save_draft(draft, Text(manuscript(summary=summary), Kind.CORRECTION, REASON), base=1, by=hoa)
    ask_for_review(draft, number=2, by=hoa)
    desk.force_login(member("Mai"))
    page = desk.get(f"/en/desk/reviews/{draft.pk}/").text
    assert "<del>không</del><ins>chẳng</ins>" in page
    assert REASON in page


def test_a_correction_that_another_one_overtook_is_refused(desk: Client, hoa: Member) -> None:
    first = published()
    by = approval(hoa, first.reviewer)
    correct(first, manuscript(summary="Trước."), by, kind=Kind.TYPO, reason="x")
    # Two corrections are never open at once, so this one begins late and stands for an old one.
    late = approved(Text(manuscript(summary="Sau."), Kind.CORRECTION, REASON), by, corrects=first)
    response = desk.post(f"/en/desk/drafts/{late.pk}/publish/")
    assert response.status_code == 409
    assert "It was corrected meanwhile." in response.text
    assert first.fact_check.versions.count() == 2


def test_contributors_read_the_list_and_correct_nothing(client: Client) -> None:
    client.force_login(member("An", Role.CONTRIBUTOR))
    version = published()
    assert client.get("/en/desk/published/").status_code == 200
    address = f"/en/desk/published/{version.fact_check.slug}/"
    assert client.post(address, {"kind": "typo", "reason": "x"}).status_code == 403


def test_what_was_never_published_is_not_found(desk: Client) -> None:
    assert desk.get("/en/desk/published/nothing-here/").status_code == 404
