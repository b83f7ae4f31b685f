"""Every public page as a reader has it: both languages, light and dark, narrow, by keyboard."""

from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import expect

from tests.functional.addresses import view_at
from tests.functional.conftest import NewPage
from tests.functional.public_pages import PUBLIC_PAGES, corrected
from tests.functional.shown import Shown, barriers
from tests.serving import Served

_LIMIT = 60 * 1024
_SHIFTS = """() => new Promise((done) => {
  let sum = 0;
  const seen = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value;
  });
  seen.observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 200);
})"""

_LOADED = """() => performance.getEntriesByType("resource")
  .filter((e) => e.initiatorType !== "fetch" && !/[.](svg|ico)$/.test(e.name))
  .map((e) => e.name)"""

every_page = pytest.mark.parametrize("shown", PUBLIC_PAGES, ids=str)
both_languages = pytest.mark.parametrize("language", ["vi", "en"])


@every_page
@both_languages
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(
    site: Served, new_page: NewPage, shown: Shown, language: str, scheme: str
) -> None:
    page = new_page(color_scheme=scheme)
    shown.show(page, site, language)
    assert view_at(page.url) == shown.view
    assert barriers(page) == []


@every_page
def test_a_page_is_light_still_and_asks_nobody_else(
    site: Served, new_page: NewPage, shown: Shown
) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    shown.show(page, site, "vi")
    page.wait_for_load_state("load")
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(site.address).netloc}
    loaded = page.evaluate(_LOADED)
    assert loaded
    weight = sum(len(httpx.get(url).content) for url in loaded)
    assert len(page.content().encode()) + weight < _LIMIT
    assert shown.is_moved_by_reader or page.evaluate(_SHIFTS) < 0.01


@every_page
@both_languages
def test_at_320_pixels_nothing_has_to_be_scrolled_sideways(
    site: Served, new_page: NewPage, shown: Shown, language: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    shown.show(page, site, language)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@every_page
def test_the_keyboard_goes_through_a_page_in_its_order_and_is_always_seen(
    site: Served, new_page: NewPage, shown: Shown
) -> None:
    # Without smooth scrolling one is where the focus is at once.
    page = new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    shown.show(page, site, "vi")
    page.locator(".skip").focus()
    expected = page.evaluate(
        """() => [...document.querySelectorAll("a[href], button, textarea, select, summary,"
             + " input:not([type=hidden])")].filter((e) => e.checkVisibility())
             .map((e) => e.outerHTML.slice(0, 80))"""
    )
    reached = expected[:1]
    for _ in expected[1:]:
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.outerHTML.slice(0, 80)"))
        assert page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e),
                 b = e.getBoundingClientRect();
               return s.outlineStyle !== "none" && b.width > 0 && b.bottom > 0
                 && b.top < innerHeight; }"""
        ), reached[-1]
    assert reached == expected


def test_on_paper_everything_is_open(site: Served, new_page: NewPage) -> None:
    page = new_page()
    corrected(page, site, "vi")
    folded = page.locator("details:not([open]) dl")
    assert folded.count() == 2
    for part in folded.all():
        expect(part).to_be_hidden()
    page.emulate_media(media="print")
    for part in folded.all():
        expect(part).to_be_visible()
    page.emulate_media(media="screen")
    for part in folded.all():
        expect(part).to_be_hidden()


def test_the_first_stop_leads_past_the_head(site: Served, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{site.address}/vi/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
