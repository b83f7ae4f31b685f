"""Every public page, and how one gets there."""

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from kiemchung_site.pages.names import PAGES
from tests.functional.examples import QUESTIONS, codes_in
from tests.serving import Served

SAME = "Uống nước chanh nóng mỗi ngày tiêu diệt tế bào ung thư"
CLAIM = "Ăn vỏ sầu riêng làm răng mọc lại"
"""What one of the published examples is about; see ``filling``."""
PERSONAL = "Chị Nguyễn Thị Hoa (0912 345 678) bảo uống nước lá đu đủ là khỏi sốt xuất huyết"
UNKNOWN = "Ngày mai phường ta phát gạo ở nhà văn hóa lúc mấy giờ vậy"


_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


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


def barriers(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds wrong with the page, and where."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": _RULES}})
    return [
        (barrier["id"], [node["html"][:160] for node in barrier["nodes"]])
        for barrier in found.response["violations"]
    ]


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


def reader_from_elsewhere(page: Page) -> None:
    """Let the page come from an address of its own, since only so much is taken from each."""
    network = secrets.token_hex(2), secrets.token_hex(2)
    page.set_extra_http_headers({"X-Forwarded-For": f"2001:db8:{network[0]}:{network[1]}::1"})


def looked_over(page: Page, site: Served, language: str) -> None:
    reader_from_elsewhere(page)
    page.goto(f"{site.address}/{language}/questions/")
    page.locator("#message").fill(PERSONAL)
    page.locator("form.ask button.main").click()
    page.locator("form.send").wait_for()


def received(page: Page, site: Served, language: str) -> None:
    looked_over(page, site, language)
    page.locator("form.send button").click()
    page.locator(".code").wait_for(timeout=60_000)


def looked_up(stage: str) -> Callable[[Page, Served, str], None]:
    def look_up(page: Page, site: Served, language: str) -> None:
        reader_from_elsewhere(page)
        codes = json.loads(codes_in(site.data).read_text(encoding="utf-8"))
        page.goto(f"{site.address}/{language}/questions/status/")
        page.locator("#code").fill(codes.get(stage, "ABCD-EFGH-JKMN"))
        page.locator("form.ask button.main").click()
        page.locator(".progress, .problem").first.wait_for()

    return look_up


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
    yield Shown("question", at("questions/"))
    yield Shown("question-looked-over", looked_over, True)
    yield Shown("receipt", received, True)
    yield Shown("question-status", at("questions/status/"))
    yield Shown("question-unknown", looked_up("unknown"), True)
    for stage in QUESTIONS:
        yield Shown(f"question-{stage}", looked_up(stage), True)
    yield Shown("declined", at("declined/"))
    yield Shown("figures", at("figures/"))
    for name in PAGES:
        yield Shown(name, at(f"{name}/"))
    yield Shown("not-found", at("nowhere/at/all/"))


PUBLIC_PAGES = tuple(_pages())
