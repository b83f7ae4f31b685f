"""Pages for what is refused or does not work at the moment."""

import sqlite3
from contextlib import closing

from playwright.sync_api import Page

from tests.functional.shown import Shown, Visitor, at
from tests.serving import Served


def busy(page: Page, site: Served, language: str) -> None:
    """Write a note while another process holds the database for longer than the site waits."""
    page.goto(f"{site.address}/{language}/desk/claims/")
    page.locator(".queue h2 a").first.click()
    page.locator("form[action$='/note/'] textarea").fill("Một ghi chú")
    with closing(sqlite3.connect(site.data / "site" / "site.sqlite")) as held:
        held.execute("BEGIN IMMEDIATE")
        with page.expect_navigation():
            page.locator("form[action$='/note/'] button").click()
        held.rollback()


REFUSAL_PAGES = (
    Shown("not-allowed", "desk:members", at("desk/members/"), Visitor.REVIEWER),
    Shown("not-found-at-desk", "desk:claim", at("desk/claims/999999/"), Visitor.REVIEWER),
    Shown("busy", "desk:claim_note", busy, Visitor.REVIEWER),
)
