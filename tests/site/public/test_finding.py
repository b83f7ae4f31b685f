"""What search engines find, and what is read where a link is passed on."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.test import Client

from kiemchung_site.factchecks.manuscripts import manuscript_of
from kiemchung_site.factchecks.models import Kind
from kiemchung_site.pages.names import PAGES
from tests.site.building import CLAIM, approval, correct, published

pytestmark = pytest.mark.django_db

PATHS = ("", "fact-checks/", "corrections/", "declined/", "figures/", "questions/")
DESK_PAGES = tuple(f"{name}/" for name in PAGES)
ORIGIN = "https://desk.example"
_NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def said(page: str) -> dict[str, str]:
    """Return what the head says about the page, by name."""
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page)
    return {name: unescape(content) for name, content in found}


def links(page: str) -> dict[str, str]:
    """Return the addresses of the page: its own and those in other languages."""
    own = re.findall(r'<link rel="(canonical)" href="([^"]+)">', page)
    others = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', page)
    return dict([*own, *others])


@pytest.mark.parametrize("path", [*PATHS, *DESK_PAGES, "questions/status/"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_page_says_what_it_is_and_where_it_stands(
    client: Client, path: str, language: str
) -> None:
    page = client.get(f"/{language}/{path}").text
    about = said(page)
    assert 30 < len(about["description"]) <= 241
    assert not re.search(r"[<>]|&\w+;", about["description"])
    assert about["og:description"] == about["description"]
    assert f"<title>{about['og:title']} · " in unescape(page)
    assert about["og:type"] == "website"
    assert about["og:url"] == f"{ORIGIN}/{language}/{path}"
    assert links(page) == {
        "canonical": f"{ORIGIN}/{language}/{path}",
        "vi": f"{ORIGIN}/vi/{path}",
        "en": f"{ORIGIN}/en/{path}",
    }


def test_descriptions_are_all_different(client: Client) -> None:
    found = [said(client.get(f"/vi/{path}").text)["description"] for path in (*PATHS, *DESK_PAGES)]
    assert len(set(found)) == len(found)


def test_a_fact_check_is_passed_on_with_claim_and_verdict(client: Client) -> None:
    version = published(summary='Răng đã mất & "nhổ" <5 chiếc thì không mọc lại.')
    page = client.get(version.fact_check.address("en")).text
    about = said(page)
    assert about["og:title"] == CLAIM
    assert about["og:description"] == 'Sai. Răng đã mất & "nhổ" <5 chiếc thì không mọc lại.'
    assert about["og:type"] == "article"
    assert links(page) == {"canonical": f"{ORIGIN}{version.fact_check.address('vi')}"}


def test_a_retracted_fact_check_is_not_passed_on_with_its_verdict(client: Client) -> None:
    first = published()
    by = approval(first.author, first.reviewer)
    correct(first, manuscript_of(first), by, kind=Kind.RETRACTED, reason="sai nguồn")
    about = said(client.get(first.fact_check.address("en")).text)
    assert about["description"] == "Retracted. This fact-check no longer holds."


@pytest.mark.parametrize("path", ["fact-checks/?words=x", "fact-checks/?page=2", "?message=x"])
def test_a_search_has_no_address_of_its_own(client: Client, path: str) -> None:
    page = client.get(f"/vi/{path}").text
    assert links(page) == {}
    assert "og:url" not in said(page)


def test_what_was_asked_is_in_no_head(client: Client) -> None:
    page = client.post("/vi/", {"message": "🙂 xiphosura"}).text
    assert "xiphosura" not in page[: page.index("<body")]


def test_the_first_page_leads_to_the_feeds(client: Client) -> None:
    page = client.get("/vi/").text
    feeds = re.findall(
        r'<link rel="alternate" type="application/\w+\+xml"[^>]+href="([^"]+)">', page
    )
    assert len(feeds) == 3
    for feed in feeds:
        assert client.get(feed).status_code == 200


def test_every_page_leads_to_the_form_for_questions(client: Client) -> None:
    for path in ("/vi/", "/vi/fact-checks/", "/vi/nowhere/"):
        page = client.get(path).text
        footer = page[page.index("<footer") :]
        assert '<a href="/vi/questions/">' in footer


def test_robots_are_kept_out_of_the_desk_and_shown_the_sitemap(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    assert response.text.splitlines() == [
        "User-agent: *",
        "Disallow: /vi/desk/",
        "Disallow: /en/desk/",
        f"Sitemap: {ORIGIN}/sitemap.xml",
    ]


def sitemap(client: Client) -> dict[str, ElementTree.Element]:
    response = client.get("/sitemap.xml")
    assert response["Content-Type"].startswith("application/xml")
    root = ElementTree.fromstring(response.content)
    return {url.findtext("s:loc", "", _NAMES): url for url in root.findall("s:url", _NAMES)}


def test_the_sitemap_has_every_page_and_fact_check_under_the_public_address(
    client: Client,
) -> None:
    vietnamese = published()
    listed = sitemap(client)
    own = f"{ORIGIN}{vietnamese.fact_check.address('vi')}"
    pages = {
        f"{ORIGIN}/{language}/{path}" for language in ("vi", "en") for path in (*PATHS, *DESK_PAGES)
    }
    assert set(listed) == {own, *pages}
    assert listed[own].findtext("s:lastmod", "", _NAMES)[:4].isdecimal()
    others = listed[f"{ORIGIN}/vi/about/"].findall("x:link", _NAMES)
    assert {other.get("href") for other in others} == {
        f"{ORIGIN}/vi/about/",
        f"{ORIGIN}/en/about/",
    }
    for address in pages:
        assert client.get(address.removeprefix(ORIGIN)).status_code == 200


def test_the_sitemap_has_what_was_just_published(client: Client) -> None:
    assert len(sitemap(client)) == 2 * len((*PATHS, *DESK_PAGES))
    english = published(language="en")
    assert f"{ORIGIN}{english.fact_check.address('en')}" in sitemap(client)
