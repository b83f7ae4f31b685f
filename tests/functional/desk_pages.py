"""Pages of the desk as an administrator has them, but for drafts."""

from collections.abc import Iterator

from playwright.sync_api import Page

from tests.functional.examples import QUESTIONS
from tests.functional.shown import Shown, Visitor, at
from tests.serving import Served

ADMINISTRATOR = Visitor.ADMINISTRATOR


def claim(stage: str) -> Shown:
    """Return the page of the claim that a question of ``filling`` opened."""

    def open_claim(page: Page, site: Served, language: str) -> None:
        status = {"declined": "declined", "answered": "published"}.get(stage, "")
        page.goto(f"{site.address}/{language}/desk/claims/?status={status}")
        page.locator(".queue h2 a", has_text=_WORDS[stage]).click()
        page.locator(".events").wait_for()

    return Shown(f"desk-claim-{stage}", "desk:claim", open_claim, ADMINISTRATOR)


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


def invited(page: Page, site: Served, language: str) -> None:
    page.goto(f"{site.address}/{language}/desk/members/")
    page.locator("[name=name]").fill("Thu")
    page.locator("[name=email]").fill("thu@desk.example")
    page.locator("form.narrow button.main").click()
    page.locator("#link").wait_for()


_LISTS = ("drafts", "reviews", "published", "pages", "members")


def _pages() -> Iterator[Shown]:
    yield Shown("desk-start", "desk:start", at("desk/"), ADMINISTRATOR)
    yield Shown("desk-queue", "desk:queue", at("desk/claims/"), ADMINISTRATOR)
    for stage in QUESTIONS:
        yield claim(stage)
    for name in _LISTS:
        yield Shown(f"desk-{name}", f"desk:{name}", at(f"desk/{name}/"), ADMINISTRATOR)
    yield Shown("desk-figures", "desk:figures", last_quarter, ADMINISTRATOR)
    yield Shown("desk-figures-report", "desk:figures_report", report, ADMINISTRATOR)
    yield Shown("desk-correct", "desk:correct", first_published, ADMINISTRATOR)
    yield Shown("desk-page", "desk:page", at("desk/pages/funding/en/"), ADMINISTRATOR)
    yield Shown("desk-member", "desk:member", at("desk/members/2/"), ADMINISTRATOR)
    yield Shown("desk-invitation", "desk:members", invited, ADMINISTRATOR)


DESK_PAGES = tuple(_pages())
