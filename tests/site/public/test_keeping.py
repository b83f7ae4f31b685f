from dataclasses import replace

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.factchecks.manuscripts import manuscript_of
from kiemchung_site.factchecks.models import Kind
from kiemchung_site.members.models import Member
from kiemchung_site.public import keeping
from kiemchung_site.public.keeping import SHELF, kept
from tests.site.building import approval, correct, published

pytestmark = pytest.mark.django_db


def test_a_kept_page_asks_the_database_once(
    client: Client,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    path = published().fact_check.address("vi")
    first = client.get(path)
    with django_assert_num_queries(1):
        assert client.get(path).content == first.content


def test_every_change_of_a_fact_check_is_seen_at_once(client: Client) -> None:
    """Of its reasoning, too, which is not in the record that is matched."""
    version = published()
    path = version.fact_check.address("vi")
    assert "chẳng còn" not in client.get(path).text
    changed = replace(manuscript_of(version), reasoning="Người lớn chẳng còn mầm răng.")
    by = approval(version.author, version.reviewer)
    correct(version, changed, by, kind=Kind.TYPO, reason="gõ nhầm")
    assert "chẳng còn" in client.get(path).text


def test_an_import_is_seen_in_the_list_at_once(client: Client, library: SiteLibrary) -> None:
    from kiemchung_site.factchecks.filling import add_sample

    assert "0 bản kiểm chứng" in client.get("/vi/fact-checks/").text
    add_sample(library)
    assert "228 bản kiểm chứng" in client.get("/vi/fact-checks/").text


def test_a_changed_name_is_seen_after_a_minute(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = published().fact_check.address("vi")
    client.get(path)
    Member.objects.filter(name="Lan").update(name="Lan Anh")
    monkeypatch.setattr(keeping.time, "monotonic", lambda: 1e12)
    assert "Lan Anh" in client.get(path).text


def test_who_has_the_page_gets_no_second_copy(client: Client) -> None:
    path = published().fact_check.address("vi")
    response = client.get(path)
    again = client.get(path, headers={"if-none-match": response["ETag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert "default-src 'none'" in again["Content-Security-Policy"]
    assert client.get(path, headers={"if-none-match": '"other"'}).status_code == 200
    assert response["Cache-Control"] == "no-cache"


def test_languages_are_kept_apart(client: Client) -> None:
    for language in ("vi", "en"):
        for _ in range(2):
            assert f'<html lang="{language}">' in client.get(f"/{language}/fact-checks/").text


def test_what_is_searched_for_is_kept_nowhere(client: Client, sample: SiteLibrary) -> None:
    client.get("/vi/fact-checks/", {"words": "Xiphosura"})
    assert "Xiphosura" not in repr(list(SHELF._pages.items()))
    assert not SHELF._pages


@pytest.mark.parametrize("how", ["token", "cookie", "missing"])
def test_a_page_for_one_reader_is_not_kept(rf: RequestFactory, how: str) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        response = HttpResponse(status=404 if how == "missing" else 200)
        if how == "token":
            get_token(request)
        if how == "cookie":
            response.set_cookie("a", "b")
        return response

    response = kept(view)(rf.get("/vi/x/", headers={"host": "testserver"}))
    assert not response.has_header("ETag")
    assert not SHELF._pages


def test_the_shelf_is_not_endless(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    monkeypatch.setattr(keeping, "_MOST", 2)
    for path in ("/vi/fact-checks/", "/en/fact-checks/", "/vi/corrections/"):
        client.get(path)
    assert [path for _, path in SHELF._pages] == ["/en/fact-checks/", "/vi/corrections/"]
