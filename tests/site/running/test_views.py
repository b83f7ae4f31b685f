from dataclasses import replace

import pytest
from django.db import DatabaseError, connection
from django.test import Client, override_settings
from pytest_django import Settings

from kiemchung.errors import IndexMissing
from kiemchung_site.config import settings as real
from kiemchung_site.factchecks.library import SiteLibrary

pytestmark = pytest.mark.django_db

TOKEN = "t" * 20
SECRET = "Xiphosura"


@pytest.fixture
def token(settings: Settings) -> None:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, metrics_token=TOKEN)


def numbers(client: Client) -> str:
    response = client.get("/metrics", headers={"authorization": f"Bearer {TOKEN}"})
    assert response.status_code == 200
    return str(response.text)


def test_alive_says_so_without_a_database(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "cursor", broken)
    assert client.get("/healthz").text == "alive\n"


def broken(*_: object, **__: object) -> None:
    raise DatabaseError


def test_ready_with_database_and_index(client: Client, sample: SiteLibrary) -> None:
    response = client.get("/readyz")
    assert response.text == "ready\n"
    assert "no-store" in response["Cache-Control"]


def test_not_ready_without_an_index(client: Client, library: SiteLibrary) -> None:
    assert library.is_empty()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.text == "not ready: index\n"


def test_not_ready_without_a_database(
    client: Client, sample: SiteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "cursor", broken)
    assert client.get("/readyz").text == "not ready: database\n"


def test_they_answer_plain_http_where_pages_do_not(client: Client) -> None:
    with override_settings(SECURE_SSL_REDIRECT=True):
        assert client.get("/healthz").status_code == 200
        assert client.get("/vi/").status_code == 301


def test_metrics_are_not_there_without_the_token(client: Client, settings: Settings) -> None:
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"authorization": "Bearer "}).status_code == 404
    settings.CONFIGURATION = replace(settings.CONFIGURATION, metrics_token=TOKEN)
    for wrong in ("", "Bearer", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer é"):
        assert client.get("/metrics", headers={"authorization": wrong}).status_code == 404


def test_metrics_count_answers_pages_and_errors_without_texts(
    token: None, sample: SiteLibrary
) -> None:
    client = Client()
    client.post("/vi/", {"message": f"{SECRET} không ai biết"})
    client.post("/vi/", {"message": ""})
    client.get(f"/vi/{SECRET}/")
    client.get(f"/vi/fact-checks/{SECRET}/", headers={"user-agent": SECRET})
    client.generic(SECRET, "/vi/")
    said = numbers(client)
    assert 'kiemchung_asks_total{level="nothing"}' in said
    assert 'kiemchung_pages_total{page="public:ask",status="400"}' in said
    assert 'kiemchung_page_seconds_count{page="public:fact_check"}' in said
    assert 'kiemchung_errors_total{kind="EmptyMessage"}' in said
    assert SECRET not in said
    assert "127.0.0.1" not in said


def test_errors_of_reading_the_index_are_not_hidden(
    client: Client, sample: SiteLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object) -> None:
        raise IndexMissing(sample.index_folder)

    monkeypatch.setattr("kiemchung_site.running.readiness.site_library", missing)
    assert client.get("/readyz").text == "not ready: index\n"


def test_the_policy_lets_own_scripts_run_and_no_others() -> None:
    directives = real.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    assert directives["script-src"] == ["'self'"]
    assert directives["default-src"] == ["'none'"]
