"""Pages of the desk as a logged-in administrator has them."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.functional.examples import QUESTIONS
from tests.functional.public_pages import Shown, at
from tests.serving import Served


def claim(stage: str) -> Shown:
    """Return the page of the claim that a question of ``filling`` opened."""

    def open_claim(page: Page, site: Served, language: str) -> None:
        status = {"declined": "declined", "answered": "published"}.get(stage, "")
        page.goto(f"{site.address}/{language}/desk/claims/?status={status}")
        page.locator(".queue h2 a", has_text=_WORDS[stage]).click()
        page.locator(".events").wait_for()

    return Shown(f"desk-claim-{stage}", open_claim)


_WORDS = {
    "received": "Mai Hà Nội",
    "joined": "Nước lá ổi",
    "in_work": "Ngân hàng",
    "declined": "Phố nào",
    "answered": "Ăn vỏ sầu riêng",
}


def first_published(page: Page, site: Served, language: str) -> None:
    page.goto(f"{site.address}/{language}/desk/published/")
    page.locator(".rows a").first.click()
    page.locator("form.draft, .notice").first.wait_for()


def last_quarter(page: Page, site: Served, language: str) -> None:
    page.goto(f"{site.address}/{language}/desk/figures/")
    page.locator(".periods a").nth(1).click()
    page.locator(".chart").first.wait_for()


def report(page: Page, site: Served, language: str) -> None:
    last_quarter(page, site, language)
    page.locator(".downloads a").first.click()
    page.locator(".report").wait_for()


def _pages() -> Iterator[Shown]:
    yield Shown("desk-start", at("desk/"))
    yield Shown("desk-queue", at("desk/claims/"))
    for stage in QUESTIONS:
        yield claim(stage)
    for name in ("drafts", "reviews", "published", "pages", "members", "account"):
        yield Shown(f"desk-{name}", at(f"desk/{name}/"))
    yield Shown("desk-figures", last_quarter)
    yield Shown("desk-figures-report", report)
    yield Shown("desk-correct", first_published)
    yield Shown("desk-page", at("desk/pages/funding/en/"))
    yield Shown("desk-member", at("desk/members/2/"))
    yield Shown("desk-sessions", at("desk/account/sessions/"))


DESK_PAGES = tuple(_pages())
