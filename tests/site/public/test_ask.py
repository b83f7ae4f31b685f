import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiemchung.claims import Answer, Level
from kiemchung.importing import import_checks
from kiemchung.text.message import LONGEST
from kiemchung_site.factchecks.library import SiteLibrary
from tests.library.building import fact_check

CLAIM = "Uống nước chanh nóng mỗi ngày tiêu diệt tế bào ung thư"


def ask(client: Client, message: str, language: str = "vi") -> str:
    response = client.post(f"/{language}/", {"message": message})
    assert response.status_code == 200
    return response.text


def test_the_first_page_has_one_box_that_posts(client: Client) -> None:
    page = client.get("/vi/").text
    assert page.count("<textarea") == 1
    assert 'class="ask" action="/vi/" method="post"' in page


def test_the_same_claim_is_answered_with_everything_known(
    client: Client, sample: SiteLibrary
) -> None:
    page = ask(client, CLAIM)
    for expected in (
        "Đã có bản kiểm chứng về đúng điều này.",
        "Sai</strong>",
        "step-1",
        "<mark>",
        "Kiểm Chứng (thư viện mẫu)",
        "22/11/2026",
        "https://www.cancer.gov/about-cancer/causes-prevention/risk/myths",
        "Kiểm tra tại National Cancer Institute",
        "gần như nguyên văn",
        "Độ giống về ý nghĩa",
        "không phải kết quả của một tòa soạn",
    ):
        assert expected in page


def test_verdicts_of_several_publishers_stand_side_by_side(
    client: Client, sample: SiteLibrary
) -> None:
    others = [
        fact_check(CLAIM, site="a.example", url="https://a.example/1", verdict="Phần lớn sai"),
        fact_check(CLAIM, site="b.example", url="https://b.example/1", verdict="Thiếu căn cứ"),
    ]
    import_checks(sample, others)
    page = ask(client, CLAIM)
    assert "3 bản kiểm chứng về điều này:" in page
    start = page.index('class="side-by-side"')
    beginning = page[start : page.index("</p>", start)]
    for verdict in ("Sai", "Phần lớn sai", "Thiếu căn cứ"):
        assert f"{verdict}</strong>" in beginning
    assert "https://a.example/1" in page


def test_what_may_be_related_is_set_apart(
    client: Client, sample: SiteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = sample.matcher.ask(CLAIM)
    unsure = tuple(replace(match, level=Level.RELATED) for match in found.matches)
    answer = Answer(Level.RELATED, unsure, found.language)
    monkeypatch.setattr(sample.matcher, "ask", lambda _: answer)
    page = ask(client, CLAIM)
    assert "Có thể nói về đúng điều này, nhưng máy chưa chắc." in page
    assert 'class="group related"' in page
    assert 'class="group same"' not in page


def test_what_is_less_sure_than_its_group_says_so(
    client: Client, sample: SiteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    (found,) = sample.matcher.ask(CLAIM, limit=1).matches[:1]
    sites = ("a.example", "b.example", "c.example")
    checks = [fact_check(CLAIM, site=site, url=f"https://{site}/") for site in sites]
    levels = (Level.SAME_CLAIM, Level.SAME_CLAIM, Level.RELATED)
    matches = tuple(
        replace(found, fact_check=check, level=level)
        for check, level in zip(checks, levels, strict=True)
    )
    answer = Answer(Level.SAME_CLAIM, matches, "vi")
    monkeypatch.setattr(sample.matcher, "ask", lambda _: answer)
    page = ask(client, CLAIM)
    side_by_side, *articles = page.split('<article class="match">')
    assert "2 bản kiểm chứng về điều này:" in side_by_side
    assert "c.example" not in side_by_side
    assert ["có thể cùng điều này" in article for article in articles] == [False, False, True]


def test_nothing_found_is_said_honestly(client: Client, sample: SiteLibrary) -> None:
    page = ask(client, "quarterly zebra parliament xylophone")
    assert "Chúng tôi chưa biết gì về điều này." in page
    assert 'class="verdict' not in page


def test_an_unknown_link_alone_is_nothing_known_and_can_be_sent_on(
    client: Client, sample: SiteLibrary
) -> None:
    page = ask(client, "https://nowhere.example/x")
    assert "Chúng tôi chưa biết gì về điều này." in page
    assert "Đây chỉ là một đường dẫn." in page
    assert 'class="offer"' in page
    assert 'name="message" value="https://nowhere.example/x"' in page
    assert "Đây chỉ là một đường dẫn." not in ask(client, "quarterly zebra parliament xylophone")
    preview = client.post("/vi/questions/", {"message": "https://nowhere.example/x"})
    assert preview.status_code == 200


def test_answers_come_in_english_too(client: Client, sample: SiteLibrary) -> None:
    page = ask(client, CLAIM, "en")
    assert "This very claim has been fact-checked." in page
    assert 'lang="vi">Sai</strong>' in page


def test_asking_opens_no_database(
    sample: SiteLibrary, client: Client, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(0):
        ask(client, CLAIM)


@pytest.mark.parametrize(
    ("message", "status", "sentence"),
    [
        ("", 400, "Chưa có nội dung."),
        ("   \n", 400, "Chưa có nội dung."),
        ("\x00\x00\x00", 400, "Đây không phải là văn bản."),
        ("🙂🙂", 422, "Không có chữ nào để tra"),
        ("a" * (LONGEST + 1), 413, "dài hơn 50.000 ký tự"),
        ("ă" * (10 * LONGEST), 413, "dài hơn 50.000 ký tự"),
    ],
)
def test_bad_input_is_answered_with_status_and_sentence(
    client: Client, sample: SiteLibrary, message: str, status: int, sentence: str
) -> None:
    response = client.post("/vi/", {"message": message})
    assert response.status_code == status
    assert sentence in response.text
    assert 'role="alert"' in response.text
    assert "Traceback" not in response.text


def test_broken_characters_are_no_error_of_ours(client: Client, sample: SiteLibrary) -> None:
    form = "application/x-www-form-urlencoded"
    assert client.post("/vi/", b"message=%ff%fe%ff%fe", content_type=form).status_code == 400
    assert client.post("/vi/", b"\xff\xfe", content_type=form).status_code == 400
    assert client.post("/vi/", b"{}", content_type="application/json").status_code == 400


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(), st.binary().map(lambda b: b.decode("utf-8", "replace"))))
def test_no_text_breaks_the_page(client: Client, sample: SiteLibrary, message: str) -> None:
    response = client.post("/vi/", {"message": message})
    assert response.status_code in (200, 400, 422)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_no_bytes_break_the_page(client: Client, sample: SiteLibrary, body: bytes) -> None:
    for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x"):
        response = client.post("/vi/", body, content_type=kind)
        assert response.status_code in (200, 400, 413, 422)


def test_bad_input_stays_in_the_box(client: Client, sample: SiteLibrary) -> None:
    assert ">\n🙂🙂</textarea>" in client.post("/vi/", {"message": "🙂🙂"}).text


def test_what_is_asked_is_shown_as_text_never_as_html(client: Client, sample: SiteLibrary) -> None:
    page = ask(client, f"<script>alert(1)</script> {CLAIM}")
    assert "<script>" not in page


def test_a_site_without_an_index_says_that_it_is_not_ready(client: Client) -> None:
    response = client.post("/en/", {"message": CLAIM})
    assert response.status_code == 503
    assert "The search is not ready." in response.text


def test_asks_wait_for_each_other_and_get_their_own_answers(
    client: Client, sample: SiteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering = threading.Lock()
    answer = sample.matcher.ask

    def ask_alone(message: str) -> Answer:
        assert answering.acquire(blocking=False)
        try:
            return answer(message)
        finally:
            answering.release()

    monkeypatch.setattr(sample.matcher, "ask", ask_alone)
    messages = [CLAIM, "👍", "mấy giờ cửa hàng mở cửa", CLAIM] * 3
    with ThreadPoolExecutor(4) as browsers:
        sent = browsers.map(lambda text: Client().post("/vi/", {"message": text}), messages)
        pages = list(sent)
    assert [page.status_code for page in pages] == [200, 422, 200, 200] * 3
    assert ["step-1" in page.text for page in pages] == [True, False, False, True] * 3
