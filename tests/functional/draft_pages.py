"""A draft on its way from the first word to publication, with what comes between."""

import json
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.functional.examples import Drafted, drafts_in
from tests.functional.shown import Open, Shown, Visitor
from tests.serving import Served

ADMINISTRATOR = Visitor.ADMINISTRATOR


def draft(stage: Drafted, place: str = "drafts") -> Open:
    def go(page: Page, site: Served, language: str) -> None:
        numbers = json.loads(drafts_in(site.data).read_text(encoding="utf-8"))
        page.goto(f"{site.address}/{language}/desk/{place}/{numbers[stage]}/")

    return go


def send(page: Page, deed: str) -> None:
    """Press a button of the draft's form; the page itself saves nothing before."""
    with page.expect_navigation():
        page.locator(f"form.draft button[value={deed}]").last.click()


def incomplete(page: Page, site: Served, language: str) -> None:
    draft(Drafted.WRITING)(page, site, language)
    send(page, "ask")


def previewed(page: Page, site: Served, language: str) -> None:
    draft(Drafted.WAITING)(page, site, language)
    page.locator("button[value=preview]").click()
    page.locator("#preview p").first.wait_for()


def overtaken(page: Page, site: Served, language: str) -> None:
    """Send what was written on top of the revision before the newest one."""
    draft(Drafted.WRITING)(page, site, language)
    page.evaluate(
        """() => {
          document.querySelector("form.draft [name=revision]").value = "2";
          document.querySelector("form.draft [name=summary]").value = "Tôi viết khác.";
        }"""
    )
    send(page, "save")


def logged_out(page: Page, site: Served, language: str) -> None:
    """Send a text after the session has ended."""
    draft(Drafted.WRITING)(page, site, language)
    page.context.clear_cookies(name="sessionid")
    send(page, "save")


def unanswered(page: Page, site: Served, language: str) -> None:
    draft(Drafted.WAITING, "reviews")(page, site, language)
    page.locator("form.review [value=approve]").check()
    page.locator("form.review button.main").click()
    page.locator(".problem, .errorlist").first.wait_for()


def _pages() -> Iterator[Shown]:
    for stage in Drafted:
        yield Shown(f"desk-draft-{stage}", "desk:draft", draft(stage), ADMINISTRATOR)
    for name, way in (
        ("incomplete", incomplete),
        ("preview", previewed),
        ("conflict", overtaken),
        ("kept", logged_out),
    ):
        yield Shown(f"desk-draft-{name}", "desk:draft", way, ADMINISTRATOR)
    for stage in (Drafted.WAITING, Drafted.APPROVED):
        way = draft(stage, "reviews")
        yield Shown(f"desk-review-{stage}", "desk:review", way, ADMINISTRATOR)
    yield Shown("desk-review-unanswered", "desk:review", unanswered, ADMINISTRATOR)


DRAFT_PAGES = tuple(_pages())
