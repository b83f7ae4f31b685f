"""What an attacker sends: the right status, a page in the reader's language, nothing else."""

import unicodedata
from http import HTTPStatus
from urllib.parse import quote

import pytest
from django.test import Client

from kiemchung_site.claims.models import Question
from kiemchung_site.factchecks.library import SiteLibrary

FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
CLAIM = "Uống nước chanh nóng mỗi ngày tiêu diệt tế bào ung thư"

PART = b'--x\r\nContent-Disposition: form-data; name="message"'
BODIES = {
    "ten megabytes": (FORM, b"message=" + b"a" * 10_000_000, 413),
    "ten megabytes in parts": (MULTIPART, PART + b"\r\n\r\n" + b"a" * 10_000_000, 413),
    "zero bytes": (FORM, b"message=%00%00abc", 400),
    "binary": (FORM, bytes(range(256)) * 20, 400),
    "not a form": ("application/octet-stream", bytes(range(256)), 400),
    "no text in any encoding": (FORM, b"message=%ff%fe%fa", 400),
    "half a surrogate pair": (FORM, b"message=%ed%a0%80", 400),
    "empty": (FORM, b"", 400),
    "no field": (FORM, b"x=1", 400),
    "JSON": ("application/json", b'{"message": "x"}', 400),
    "a file": (MULTIPART, PART + b'; filename="a.txt"\r\n\r\nhello\r\n--x--\r\n', 400),
    "a large file": (MULTIPART, PART + b'; filename="a"\r\n\r\n' + b"a" * 10_000_000, 413),
    "broken parts": (MULTIPART, b"--y\r\nContent-Disp", 400),
    "parts without a boundary": ("multipart/form-data", b"--y\r\nContent-Disp", 400),
    "wrong base64": (
        MULTIPART,
        PART + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n--x--\r\n",
        400,
    ),
    "too many fields": (FORM, b"&".join(b"f%d=1" % n for n in range(5000)), 400),
    "a foreign encoding": (f"{FORM}; charset=utf-16", b"message=x", 400),
    "an unknown encoding": (f"{FORM}; charset=utf-99", b"message=nothing+is+known", 200),
}


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize(("language", "sign"), [("vi", "Trang"), ("en", "Fact-checks")])
def test_whatever_is_posted_is_answered_with_a_page(
    client: Client, sample: SiteLibrary, name: str, language: str, sign: str
) -> None:
    kind, body, status = BODIES[name]
    response = client.generic("POST", f"/{language}/", body, content_type=kind)
    assert response.status_code == status
    assert f'<html lang="{language}">' in response.text
    assert "Traceback" not in response.text


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("path", ["questions/", "questions/send/", "questions/status/"])
def test_a_question_and_a_code_may_be_anything(
    client: Client, db: None, path: str, name: str
) -> None:
    kind, body, _ = BODIES[name]
    response = client.generic("POST", f"/en/{path}", body, content_type=kind)
    assert response.status_code in (200, 400, 404, 413)
    assert (response.status_code == 413) is (len(body) > 1_000_000)
    assert '<html lang="en">' in response.text
    assert not Question.objects.exists()
    assert not response.cookies


@pytest.mark.parametrize(
    "code",
    ["", "\x00", "9" * 60, "9" * 9000, "０" * 20, "\u202e", "e\u0301" * 20, "7F3K" * 5, "ß" * 20],
)
def test_a_code_that_is_none_is_an_unknown_one(client: Client, db: None, code: str) -> None:
    response = client.post("/en/questions/status/", {"code": code})
    assert response.status_code == 404
    assert "No question is known under this code." in response.text


@pytest.mark.parametrize("feed", ["fact-checks", "corrections", "declined"])
@pytest.mark.parametrize("kind", ["rss", "atom"])
@pytest.mark.parametrize("query", ["", "page=%00", "x=%ff", "claim=" + "9" * 5000, "%ED%A0%80"])
def test_a_feed_takes_no_notice_of_a_query(
    client: Client, db: None, feed: str, kind: str, query: str
) -> None:
    response = client.generic("GET", f"/vi/{feed}/{kind}.xml", QUERY_STRING=query)
    assert response.status_code == 200
    assert response["Content-Type"].startswith(f"application/{kind}+xml")


def test_decomposed_letters_are_the_same_letters(client: Client, sample: SiteLibrary) -> None:
    message = unicodedata.normalize("NFD", CLAIM)
    page = client.post("/vi/", {"message": message}).text
    assert "Đã có bản kiểm chứng về đúng điều này." in page


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/vi/fact-checks/?page=99999999999999999999999999", 200),
        ("/vi/fact-checks/?page=-1", 200),
        ("/vi/fact-checks/?page=%00", 200),
        ("/vi/fact-checks/?words=%00%ff&topic=%00&language=%ff", 200),
        ("/vi/fact-checks/?words=" + "a" * 5000, 200),
        ("/vi/fact-checks/?" + "&".join(f"f{n}=1" for n in range(2000)), 400),
        ("/vi/corrections/?page=1e9", 200),
        ("/vi/%ff/", 404),
        ("/vi/fact-checks/" + "a" * 5000 + "/", 404),
        ("/static/../../etc/passwd", 404),
        ("/static/%2e%2e/%2e%2e/settings.py", 404),
        ("/static/public/%00", 404),
        ("/%5Cevil.example/", 404),
    ],
)
def test_whatever_is_asked_for_is_answered_with_a_page(
    client: Client, sample: SiteLibrary, path: str, status: int
) -> None:
    response = client.generic("GET", path)
    assert response.status_code == status
    assert '<html lang="vi">' in response.text


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "FOO"])
@pytest.mark.parametrize(
    "path", ["/", "/en/", "/language/", "/vi/fact-checks/rss.xml", "/vi/nothing/", "/healthz", "*"]
)
def test_a_method_that_no_page_has_is_refused_with_a_page(
    client: Client, method: str, path: str
) -> None:
    response = client.generic(method, path)
    assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert response["Allow"] == "GET, HEAD, POST"
    assert "<h1>" in response.text


def test_a_method_that_one_page_has_not_is_refused_with_a_page(client: Client) -> None:
    response = client.get("/language/", headers={"cookie": "language=en"})
    assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert response["Allow"] == "POST"
    assert "Pages here are read or sent a form" in response.text


def test_a_body_without_a_length_is_not_called_empty(client: Client) -> None:
    headers = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": ""}
    response = client.generic("POST", "/vi/", b"message=x", content_type=FORM, **headers)
    assert response.status_code == HTTPStatus.LENGTH_REQUIRED
    assert "không cho biết độ dài" in response.text


@pytest.mark.parametrize(
    "page",
    [
        "//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/vi/",
        "javascript:alert(1)",
        "/vi\\@evil.example",
        "//[",
        "/%2fevil.example",
        "\t//evil.example",
        "/\t/evil.example",
        "/vi/\r\nSet-Cookie: a=b",
        "/vi/" + "a" * 9000,
        "/vi/\x00",
        "/vi/../..//evil.example",
    ],
)
def test_choosing_a_language_leads_nowhere_else(client: Client, page: str) -> None:
    response = client.post("/language/", {"language": "en", "page": page})
    assert response.status_code == HTTPStatus.FOUND
    target = response["Location"]
    assert target.startswith(("/vi/", "/en/"))
    assert "\r" not in target
    assert "\n" not in target
    assert set(response.cookies) == {"language"}


@pytest.mark.parametrize("host", ["evil.example", "a b<script>", "", "127.0.0.1:99999999"])
def test_a_foreign_host_is_refused_with_a_page(client: Client, host: str) -> None:
    response = client.get("/en/", headers={"host": host})
    assert response.status_code == HTTPStatus.BAD_REQUEST
    assert "This cannot be read" in response.text


def test_what_a_sender_says_of_the_host_is_not_believed(
    client: Client, sample: SiteLibrary
) -> None:
    forged = {
        "x-forwarded-host": "evil.example",
        "x-forwarded-for": "203.0.113.9",
        "x-forwarded-proto": "https",
        "forwarded": "host=evil.example",
        "x-original-url": "/desk/",
        "x-http-method-override": "DELETE",
    }
    response = client.get("/vi/fact-checks/", headers=forged)
    assert response.status_code == HTTPStatus.OK
    assert "evil.example" not in response.text


@pytest.mark.parametrize(
    "cookie", ["language=%00", "language=é", "language=../../x", 'a="; ;;==', "sessionid=%00"]
)
def test_strange_cookies_do_nothing(client: Client, cookie: str) -> None:
    response = client.get("/", headers={"cookie": quote(cookie, safe='=%;. "')})
    assert response["Location"] == "/vi/"
