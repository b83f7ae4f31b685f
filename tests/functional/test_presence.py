"""Two members who have the same claim open see each other."""

from playwright.sync_api import Page, expect

from tests.functional.conftest import NewPage, log_in
from tests.functional.desk_pages import claim
from tests.serving import Served


def opened(page: Page, site: Served, name: str) -> Page:
    """Open a claim as a member, with a clock that the test turns."""
    page.clock.install()
    log_in(page, site, f"{name}@desk.example")
    claim("answered").open(page, site, "en")
    return page


def test_members_at_one_claim_see_each_other(site: Served, new_page: NewPage) -> None:
    lan = opened(new_page(), site, "lan")
    expect(lan.locator(".presence")).to_have_text("")
    minh = opened(new_page(), site, "minh")
    expect(minh.locator(".presence")).to_have_text("Also here: Lan.")
    lan.clock.run_for(26_000)
    expect(lan.locator(".presence")).to_have_text("Also here: Minh.")
