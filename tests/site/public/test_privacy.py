"""Who asks, and what, is nobody's business: nothing of it is left anywhere."""

import io
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from kiemchung.text.folding import fold
from kiemchung_site.config.event_log import EventFormatter
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.members.models import MemberSession

SECRET = "Xiphosura"
MESSAGE = f"{SECRET}: uống nước chanh nóng mỗi ngày tiêu diệt tế bào ung thư"
HEADERS = {"user-agent": "Tracer/77.3", "x-forwarded-for": "203.0.113.77"}
TRACES = (SECRET, fold(SECRET), "Tracer/77.3", "203.0.113.77", "nước chanh nóng mỗi ngày tiêu")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger says, as the site would write it."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(EventFormatter())
    loggers = [logging.getLogger(name) for name in ("", "django", "kiemchung_site")]
    for logger in loggers:
        logger.addHandler(handler)
    yield written
    for logger in loggers:
        logger.removeHandler(handler)


def ask(client: Client) -> None:
    client.post("/vi/", {"message": MESSAGE}, headers=HEADERS)
    client.post("/en/", {"message": MESSAGE + "x" * 60_000}, headers=HEADERS)
    client.post("/vi/", {"message": f"https://{SECRET}.example/{SECRET}"}, headers=HEADERS)
    sent = SimpleUploadedFile("m.txt", MESSAGE.encode() * 40_000)
    client.post("/vi/", {"message": MESSAGE, "file": sent}, headers=HEADERS)
    client.get(f"/vi/{SECRET}/", headers=HEADERS)
    client.get("/vi/fact-checks/", {"words": SECRET}, headers=HEADERS)
    client.get("/vi/", headers={**HEADERS, "host": f"{SECRET}.example"})


def broken(*_: object) -> None:
    raise RuntimeError(MESSAGE)


def traces(content: bytes) -> list[str]:
    return [trace for trace in TRACES if trace.encode() in content]


def test_the_asked_text_is_in_no_file_and_no_table(
    client: Client, sample: SiteLibrary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(spool))
    ask(client)
    assert list(spool.iterdir()) == []
    known = "nước chanh nóng mỗi ngày tiêu"  # stands in the sample, too
    for path in sample.folder.rglob("*"):
        if path.is_file():
            assert set(traces(path.read_bytes())) <= {known}, path
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            assert set(traces(repr(cursor.fetchall()).encode())) <= {known}, table


def test_the_log_has_nothing_of_it_even_when_answering_breaks(
    client: Client, sample: SiteLibrary, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    ask(client)
    monkeypatch.setattr("kiemchung_site.public.views.asking.show_answer", broken)
    ask(client)
    written = log.getvalue()
    assert "builtins.RuntimeError" in written
    assert traces(written.encode()) == []
    assert "127.0.0.1" not in written


def test_the_broken_page_shows_no_traceback(
    client: Client, sample: SiteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.raise_request_exception = False
    monkeypatch.setattr("kiemchung_site.public.views.asking.show_answer", broken)
    response = client.post("/vi/", {"message": MESSAGE})
    assert response.status_code == 500
    assert "Có trục trặc ở phía chúng tôi." in response.text
    assert SECRET not in response.text


def test_no_page_sets_a_cookie(client: Client, sample: SiteLibrary) -> None:
    for path in ("/", "/vi/", "/en/fact-checks/", "/vi/corrections/", "/vi/nowhere/"):
        assert not client.get(path).cookies
    assert not client.post("/vi/", {"message": MESSAGE}).cookies


def test_the_language_cookie_holds_the_language_and_nothing_else(client: Client) -> None:
    (cookie,) = client.post("/language/", {"language": "en"}).cookies.values()
    assert (cookie.key, cookie.value) == ("language", "en")
    assert cookie["httponly"]


def test_an_answer_is_kept_by_no_cache(client: Client, sample: SiteLibrary) -> None:
    response = client.post("/vi/", {"message": MESSAGE})
    assert "no-store" in response["Cache-Control"]


def test_asking_by_address_is_not_possible(client: Client, sample: SiteLibrary) -> None:
    page = client.get("/vi/", {"message": MESSAGE}).text
    assert 'class="answer"' not in page


def test_nothing_is_loaded_from_elsewhere_and_no_foreign_script_runs(
    client: Client, sample: SiteLibrary
) -> None:
    response = client.post("/vi/", {"message": MESSAGE})
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    # A browser loads neither the page's own address nor feeds.
    page = re.sub(r'<link rel="(?:canonical|alternate)"[^>]*>', "", response.text)
    loaded = re.findall(r'<(?:img|script|iframe|link)\b[^>]*(?:src|href)="([^"]+)', page)
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)
    assert " style=" not in response.text
    assert re.findall("<script[^>]*>", response.text) == [
        '<script src="/static/public/ask.js" defer>'
    ]


def test_no_session_stands_behind_the_public_site(client: Client, sample: SiteLibrary) -> None:
    ask(client)
    for path in ("/", "/vi/", "/en/fact-checks/", "/vi/about/", "/vi/nowhere/"):
        assert "Cookie" not in client.get(path).get("Vary", "") or path == "/"
    assert not MemberSession.objects.exists()


def test_no_message_is_kept_between_pages() -> None:
    assert not [name for name in settings.INSTALLED_APPS if "messages" in name]


def test_error_pages_that_show_requests_are_off() -> None:
    assert settings.DEBUG is False
