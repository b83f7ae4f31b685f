"""The desk's figures on paper, and the numbers of readers and members side by side."""

import re

from playwright.sync_api import Page

from tests.functional.conftest import NewPage, log_in
from tests.functional.desk_pages import last_quarter, report
from tests.serving import Served

_SEEN = """(selector) => [...document.querySelectorAll(selector)]
  .filter((e) => e.getClientRects().length > 0).length"""


def seen(page: Page, selector: str) -> int:
    """Return how many of what ``selector`` names take room on the page."""
    return int(page.evaluate(_SEEN, selector))


def test_the_report_is_printed_without_navigation_and_with_every_table(
    site: Served, new_page: NewPage
) -> None:
    page = new_page(color_scheme="dark")
    log_in(page, site, "lan@desk.example")
    report(page, site, "en")
    assert seen(page, "nav") > 0
    page.emulate_media(media="print", color_scheme="dark")
    assert seen(page, "nav, form, .masthead, .footer, summary, main a") == 0
    assert seen(page, "h1") == 1
    assert seen(page, ".chart svg") == 4
    assert seen(page, ".chart table") == 4


def test_words_in_a_chart_keep_their_size_on_a_narrow_screen(
    site: Served, new_page: NewPage
) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{site.address}/vi/figures/")
    texts = page.locator(".chart text")
    assert texts.count() > 10
    for box in (text.bounding_box() for text in texts.all()):
        assert box is not None
        assert box["height"] >= 14
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320


def test_readers_see_the_members_numbers_but_for_the_small_ones(
    site: Served, new_page: NewPage
) -> None:
    page = new_page()
    log_in(page, site, "lan@desk.example")
    last_quarter(page, site, "en")
    ours = re.split("; ", page.locator("#ages-words").text_content() or "")
    page.goto(f"{site.address}/en/figures/")
    theirs = re.split("; ", page.locator("#ages-words").text_content() or "")
    assert len(ours) == len(theirs) == 5
    for our, their in zip(ours, theirs, strict=True):
        number = int(our.rpartition(" ")[2])
        assert their == (our if number >= 5 else re.sub(r": \d+$", ": under 5", our))
