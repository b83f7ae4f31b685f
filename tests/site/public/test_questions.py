"""A question on its way to the desk, as a reader's browser sends it."""

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiemchung_site.claims.actions import answer_claim, decline_claim, restate_claim, start_work
from kiemchung_site.claims.models import Ground, Question
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.factchecks.manuscripts import manuscript_of
from kiemchung_site.factchecks.models import Kind, Version
from kiemchung_site.members.models import Role
from kiemchung_site.public import floods, forms_once
from tests.site.building import approval, correct, member, published
from tests.site.claims.building import PAPAYA, claim_about, newest_question
from tests.site.failing import FAILURES, gone
from tests.site.public.test_privacy import HEADERS, log  # noqa: F401 - a fixture

SECRET = "Xiphosura"
MESSAGE = f"Chị Hoa (0912 345 678) nhắn: {PAPAYA} <script>alert('{SECRET}')</script>"
SHOWN = MESSAGE.replace("Hoa", "[tên riêng]").replace("0912 345 678", "[số điện thoại]")


@pytest.fixture(autouse=True)
def easy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms_once, "_HARDEST", 200)


def preview(client: Client, message: str = MESSAGE) -> dict[str, str]:
    """Have the text looked over; return the fields of the form that sends it."""
    page = client.post("/vi/questions/", {"message": message}, headers=HEADERS).text
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: unescape(value) for name, value in fields} | solution(page)


def solution(page: str) -> dict[str, str]:
    """Solve the puzzle as the browser does."""
    salt, challenge = (
        unescape(re.findall(f'data-{name}="([^"]*)"', page)[0]) for name in ("salt", "challenge")
    )
    for number in range(201):
        if hashlib.sha256(f"{salt}{number}".encode()).hexdigest() == challenge:
            return {"number": str(number)}
    raise AssertionError("the puzzle has no solution")


def send(client: Client, fields: dict[str, str]) -> tuple[int, str]:
    response = client.post("/vi/questions/send/", fields, headers=HEADERS)
    return response.status_code, response.text


def submit(client: Client, message: str = MESSAGE) -> str:
    status, page = send(client, preview(client, message))
    assert status == 200
    return re.findall(r"<code>([^<]+)</code>", page)[0]


def status_page(client: Client, code: str) -> str:
    response = client.post("/vi/questions/status/", {"code": code}, headers=HEADERS)
    assert response.status_code == 200
    return response.text


def test_an_answer_offers_to_send_the_question(client: Client, sample: SiteLibrary) -> None:
    page = client.post("/vi/", {"message": "quarterly zebra <xylophone>"}).text
    assert 'class="offer" action="/vi/questions/" method="post"' in page
    assert 'name="message" value="quarterly zebra &lt;xylophone&gt;"' in page
    assert "Bạn có muốn bàn kiểm chứng tìm hiểu điều này không?" in page
    found = client.post("/vi/", {"message": "uống nước chanh nóng tiêu diệt tế bào ung thư"}).text
    assert 'class="offer"' in found


def test_a_reader_can_say_what_is_wrong_with_a_fact_check(
    client: Client, sample: SiteLibrary
) -> None:
    path = published(claim=PAPAYA).fact_check.address("vi")
    links = re.findall(r'href="([^"]+)"', client.get(path).text.split("Có gì sai ở đây?")[1])
    assert links[1] == "/vi/corrections-policy/"
    page = client.get(links[0]).text
    (prefilled,) = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert prefilled == f"https://desk.example{path}\n"
    submit(client, f"{prefilled}Ngày trong bản này sai.")
    assert newest_question().text == f"https://desk.example{path}\nNgày trong bản này sai."


@pytest.mark.parametrize("about", ["", "../x", "a b", "<script>", "\x00", "https://x.example/"])
def test_nothing_but_a_fact_check_is_put_into_the_form(client: Client, about: str) -> None:
    page = client.get("/vi/questions/", {"about": about}).text
    assert re.search(r"<textarea[^>]*>\n</textarea>", page)
    assert "Tin nhắn bạn nhận được" in page


def test_the_preview_shows_exactly_what_is_stored(client: Client, sample: SiteLibrary) -> None:
    page = client.post("/vi/questions/", {"message": MESSAGE}).text
    assert '<mark class="blank">[số điện thoại]</mark>' in page
    assert "0912" not in page
    assert "<script>alert" not in page
    assert not Question.objects.exists()
    submit(client)
    assert newest_question().text == SHOWN


@pytest.mark.parametrize(
    ("message", "is_told"),
    [
        ("Ông Nguyễn Phú Trọng nói nước chanh chữa ung thư", True),
        ("bà Trương Mỹ Lan bảo nước chanh chữa ung thư", True),
        ("Tổng thống Mỹ nói nước chanh chữa ung thư, gọi 0912 345 678", False),
    ],
)
def test_the_preview_says_that_public_persons_are_blanked_too(
    client: Client, sample: SiteLibrary, message: str, is_told: bool
) -> None:
    page = client.post("/en/questions/", {"message": message}).text
    assert ("public persons included" in page) is is_told
    assert ('<mark class="blank">[tên riêng]</mark>' in page) is is_told


def test_a_receipt_is_shown_once_and_leads_to_the_question(
    client: Client, sample: SiteLibrary
) -> None:
    code = submit(client)
    assert re.fullmatch(r"([0-9A-Z]{4}-){4}[0-9A-Z]{4}", code)
    assert "Đã nhận. Câu hỏi đang chờ" in status_page(client, code.lower().replace("-", " "))


def test_the_status_follows_the_claim(client: Client, sample: SiteLibrary) -> None:
    code, mai = submit(client), member("Mai", Role.CHECKER)
    claim = newest_question().claim
    assert PAPAYA not in status_page(client, code)
    submit(client)
    assert "đã ghép với câu hỏi của những người khác" in status_page(client, code)
    restate_claim(claim, text="Lá đu đủ chữa sốt", topic="health", by=mai)
    start_work(claim, by=mai)
    page = status_page(client, code)
    assert "đang có người kiểm tra" in page
    assert "Lá đu đủ chữa sốt" in page
    assert "Mai" not in page
    version = published(claim=PAPAYA)
    answer_claim(claim, version.fact_check)
    assert f"/vi/fact-checks/{version.fact_check.slug}/" in status_page(client, code)


def put_right(before: Version, kind: Kind, reason: str) -> Version:
    by = approval(before.author, before.reviewer)
    given = replace(manuscript_of(before), uncertainty=f"Đã sửa vì {reason}.")
    return correct(before, given, by, kind=kind, reason=reason)


def test_the_status_tells_what_was_corrected_since_it_answers(
    client: Client, sample: SiteLibrary
) -> None:
    code = submit(client)
    earlier = put_right(published(claim=PAPAYA), Kind.CORRECTION, "nhầm ngày")
    answer_claim(newest_question().claim, earlier.fact_check)
    assert "Đã sửa từ đó đến nay" not in status_page(client, code)
    put_right(earlier, Kind.CLARIFICATION, "thiếu nguồn")
    page = status_page(client, code)
    assert "thiếu nguồn" in page
    assert "nhầm ngày" not in page


def test_the_status_tells_a_retraction_whenever_it_was(client: Client, sample: SiteLibrary) -> None:
    code = submit(client)
    withdrawn = put_right(published(claim=PAPAYA), Kind.RETRACTED, "nguồn giả")
    answer_claim(newest_question().claim, withdrawn.fact_check)
    page = status_page(client, code)
    assert "đã bị rút lại" in page
    assert "nguồn giả" in page
    put_right(withdrawn, Kind.CORRECTION, "nguồn khác")
    page = status_page(client, code)
    assert "đã bị rút lại" not in page
    assert "nguồn khác" in page


def test_a_declined_question_is_told_why(client: Client, sample: SiteLibrary) -> None:
    code = submit(client)
    lan = member("Lan", Role.CHECKER)
    claim = newest_question().claim
    decline_claim(claim, text="Lá đu đủ", ground=Ground.OPINION, reason="Chỉ là ý kiến.", by=lan)
    page = status_page(client, code)
    assert "Căn cứ: ý kiến." in page
    assert "Chỉ là ý kiến." in page


def test_declined_claims_are_public_with_their_reason(client: Client, sample: SiteLibrary) -> None:
    lan = member("Lan", Role.CHECKER)
    for number in range(21):
        claim = claim_about(f"{PAPAYA} lần thứ {number} trong {number} năm")
        words = f"Điều thứ {number} <b>"
        decline_claim(claim, text=words, ground=Ground.SATIRE, reason="Báo trào phúng.", by=lan)
    page = client.get("/vi/declined/").text
    assert page.count("Báo trào phúng.") == 20
    assert "Điều thứ 20 &lt;b&gt;" in page
    assert "Châm biếm" in page
    assert "Lan" not in page
    assert PAPAYA not in page
    assert "Điều thứ 0 " in client.get("/vi/declined/?page=2").text


def test_no_public_page_shows_a_question(client: Client, sample: SiteLibrary) -> None:
    submit(client)
    pages = ("/vi/", "/vi/fact-checks/", "/vi/declined/", "/vi/corrections/", "/vi/questions/")
    for path in pages:
        assert SECRET not in client.get(path).text
    found = client.post("/vi/", {"message": PAPAYA}).text
    assert SECRET not in found


def test_without_javascript_a_question_is_sent_too_but_few(
    client: Client, sample: SiteLibrary
) -> None:
    for _ in range(3):
        assert send(client, preview(client) | {"number": ""})[0] == 200
    fields = preview(client) | {"number": ""}
    status, page = send(client, fields)
    assert status == 429
    assert "quá nhiều lượt gửi" in page
    assert SECRET in page  # nothing is lost
    assert send(client, fields | solution(page) | form_of(page))[0] == 200
    assert Question.objects.count() == 4


def form_of(page: str) -> dict[str, str]:
    return {"form": unescape(re.findall(r'name="form" value="([^"]*)"', page)[0])}


def test_a_form_sent_twice_is_one_question(client: Client, sample: SiteLibrary) -> None:
    fields = preview(client)
    assert send(client, fields)[0] == 200
    status, page = send(client, fields)
    assert status == 409
    assert "đã được gửi rồi" in page
    assert "<code>" not in page
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    "forged",
    [
        {"form": ""},
        {"form": "eyJzYWx0IjoiIn0:1:x"},
        {"form": "\x00\ud7ff"},
        {"number": "201"},
        {"number": "-1"},
        {"number": "1e3"},
        {"number": "١"},
        {"number": "9" * 5000},
    ],
    ids=str,
)
def test_a_forged_form_is_refused_and_the_text_kept(
    client: Client, sample: SiteLibrary, forged: dict[str, str]
) -> None:
    status, page = send(client, preview(client) | forged)
    assert status == 400
    assert SECRET in page
    assert "data-puzzle" in page
    assert not Question.objects.exists()


@pytest.mark.parametrize(("failing", "sentence"), FAILURES)
def test_a_question_comes_back_when_the_database_fails(
    client: Client,
    database_file: Path,
    library: SiteLibrary,
    failing: Callable[[Path], AbstractContextManager[None]],
    sentence: str,
) -> None:
    fields = preview(client)
    english = "/en/questions/send/"
    with failing(database_file):
        response = client.post(english, fields)
    assert response.status_code == 503
    assert sentence in response.text
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', response.text)
    again = {name: unescape(value) for name, value in found} | solution(response.text)
    assert again["message"] == fields["message"]
    assert not Question.objects.exists()
    assert client.post(english, again).status_code == 200


def test_asking_for_a_question_is_answered_in_its_form_when_the_database_fails(
    client: Client, database_file: Path
) -> None:
    with gone(database_file):
        response = client.post("/en/questions/status/", {"code": "x"})
    assert response.status_code == 503
    assert 'id="code"' in response.text


def test_an_expired_form_is_refused(
    client: Client, sample: SiteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = preview(client)
    monkeypatch.setattr(
        "django.core.signing.time.time", lambda: timezone.now().timestamp() + 2 * 3600 + 1
    )
    assert send(client, fields)[0] == 400


def test_another_workers_form_is_ours(client: Client, sample: SiteLibrary) -> None:
    """Nothing about a form lies in a worker's memory: only the key and the table of sent ones."""
    fields = preview(client)
    floods.places.cache_clear()
    assert send(client, fields)[0] == 200


@pytest.mark.parametrize(
    ("message", "status"),
    [
        ("", 400),
        ("\x00\x00", 400),
        ("🙂", 422),
        ("a" * 50_001, 413),
        ("ă" * 10_000_000, 413),
    ],
    ids=["empty", "nothing", "no words", "too long", "ten megabytes"],
)
def test_bad_input_is_answered_with_status_and_sentence(
    client: Client, sample: SiteLibrary, message: str, status: int
) -> None:
    for path in ("/vi/questions/", "/vi/questions/send/"):
        form = forms_once.new_puzzle().token
        response = client.post(path, {"message": message, "form": form})
        assert response.status_code == status, path
        assert 'role="alert"' in response.text
    assert not Question.objects.exists()


def test_missing_fields_and_other_methods_are_no_error_of_ours(
    client: Client, sample: SiteLibrary
) -> None:
    assert client.post("/vi/questions/", {}).status_code == 400
    assert client.post("/vi/questions/send/", {}).status_code == 400
    assert client.post("/vi/questions/status/", {}).status_code == 404
    assert client.get("/vi/questions/send/")["Location"] == "/vi/questions/"
    assert client.put("/vi/questions/").status_code == 405


TEXTS = st.one_of(st.text(), st.binary().map(lambda b: b.decode("utf-8", "replace")))


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(message=TEXTS, form=TEXTS, number=TEXTS)
def test_no_form_breaks_the_pages(
    client: Client, sample: SiteLibrary, message: str, form: str, number: str
) -> None:
    floods.places.cache_clear()
    sent = {"message": message, "form": form, "number": number}
    assert client.post("/vi/questions/", sent).status_code in (200, 400, 422)
    assert client.post("/vi/questions/send/", sent).status_code in (400, 422)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_what_is_sent_is_stored_as_it_was_shown(
    client: Client, sample: SiteLibrary, text: str
) -> None:
    floods.places.cache_clear()
    message = f"{text} {PAPAYA}"
    token = forms_once.new_puzzle().token
    before = Question.objects.count()  # the examples share one database
    shown = client.post("/vi/questions/", {"message": message})
    fields = {"message": message, "form": token, "number": ""}
    assert client.post("/vi/questions/send/", fields).status_code == shown.status_code
    if shown.status_code == 400:  # bytes that are no text
        assert Question.objects.count() == before
        return
    stored = newest_question().text
    (box,) = re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", shown.text, re.DOTALL)
    assert unescape(box) == stored


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
def test_no_bytes_break_the_pages(client: Client, sample: SiteLibrary, body: bytes) -> None:
    floods.places.cache_clear()
    for path in ("", "send/", "status/"):
        for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x"):
            response = client.post(f"/vi/questions/{path}", body, content_type=kind)
            assert response.status_code in (200, 400, 404, 413, 422)


def test_nothing_about_the_sender_is_left(
    client: Client,
    sample: SiteLibrary,
    log: Iterator[io.StringIO],  # noqa: F811
    tmp_path: Path,
) -> None:
    code = submit(client)
    status_page(client, code)
    send(client, preview(client) | {"number": "7000"})
    written = log.getvalue()  # type: ignore[attr-defined]
    about = ("Tracer/77.3", "203.0.113.77", "127.0.0.1", code, "0912 345", "Hoa (")
    assert not [trace for trace in (*about, SECRET) if trace in written]
    rows = []
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows.append((table, repr(cursor.fetchall())))
    for table, content in rows:
        assert not [trace for trace in about if trace in content], table
    assert {table for table, content in rows if SECRET in content} == {
        "claims_claim",
        "claims_question",
    }
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not [path for path in files if SECRET.encode() in path.read_bytes()]


def test_no_page_of_these_sets_a_cookie_or_is_kept_by_a_cache(
    client: Client, sample: SiteLibrary
) -> None:
    for path in ("/vi/questions/", "/vi/questions/status/"):
        for response in (client.get(path), client.post(path, {"message": MESSAGE})):
            assert "no-store" in response["Cache-Control"]
            assert not response.cookies
    submit(client)
    assert not client.cookies
