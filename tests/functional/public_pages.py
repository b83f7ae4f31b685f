"""Every public page, and how one gets there."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from playwright.sync_api import Page

from kiemchung_site.pages.names import PAGES
from tests.serving import Served

SAME = "Uống nước chanh nóng mỗi ngày tiêu diệt tế bào ung thư"
CLAIM = "Ăn vỏ sầu riêng làm răng mọc lại"
"""What one of the published examples is about; see ``filling``."""
UNKNOWN = "Ngày mai phường ta phát gạo ở nhà văn hóa lúc mấy giờ vậy"


@dataclass(frozen=True)
class Shown:
    """One page, or one state of it."""

    name: str
    open: Callable[[Page, Served, str], None]
    """Called with the language."""
    is_moved_by_reader: bool = False
    """Whether something was put in because the reader asked for it."""

    def __str__(self) -> str:
        return self.name


def at(path: str) -> Callable[[Page, Served, str], None]:
    def go(page: Page, site: Served, language: str) -> None:
        page.goto(f"{site.address}/{language}/{path}")

    return go


def asked(message: str) -> Callable[[Page, Served, str], None]:
    def ask(page: Page, site: Served, language: str) -> None:
        page.goto(f"{site.address}/{language}/")
        page.locator("#message").fill(message)
        page.locator("form.ask button.main").click()
        page.locator(".answer, .problem").first.wait_for()

    return ask


def fact_check(words: str) -> Callable[[Page, Served, str], None]:
    def open_first(page: Page, site: Served, language: str) -> None:
        page.goto(f"{site.address}/{language}/fact-checks/?words={words}")
        path = page.locator(".item h2 a").first.get_attribute("href") or ""
        page.goto(path.replace("/vi/", f"/{language}/", 1).replace("/en/", f"/{language}/", 1))

    return open_first


def corrected(page: Page, site: Served, language: str) -> None:
    page.goto(f"{site.address}/{language}/corrections/")
    page.goto(f"{site.address}{page.locator('.item h2 a').last.get_attribute('href')}")


def retracted(page: Page, site: Served, language: str) -> None:
    page.goto(f"{site.address}/{language}/corrections/")
    page.goto(f"{site.address}{page.locator('.item h2 a').first.get_attribute('href')}")


def _pages() -> Iterator[Shown]:
    yield Shown("ask", at(""))
    yield Shown("answer", asked(SAME), True)
    yield Shown("answer-of-the-desk", asked(CLAIM), True)
    yield Shown("answer-nothing", asked(UNKNOWN), True)
    yield Shown("ask-problem", asked("🙂"), True)
    yield Shown("fact-checks", at("fact-checks/"))
    yield Shown("fact-checks-none", at("fact-checks/?words=xyzzy"))
    yield Shown("fact-check", fact_check("durian"))
    yield Shown("fact-check-corrected", corrected)
    yield Shown("fact-check-retracted", retracted)
    yield Shown("corrections", at("corrections/"))
    for name in PAGES:
        yield Shown(name, at(f"{name}/"))
    yield Shown("not-found", at("nowhere/at/all/"))


PUBLIC_PAGES = tuple(_pages())
