"""Every public page, and how one gets there."""

import json
from collections.abc import Iterator
from http import HTTPStatus

import httpx
from playwright.sync_api import Page

from kiemchung_site.pages.names import PAGES
from tests.functional.examples import QUESTIONS, codes_in
from tests.functional.shown import Open, Shown, at, reader_from_elsewhere
from tests.serving import Served

SAME = "Uống nước chanh nóng mỗi ngày tiêu diệt tế bào ung thư"
CLAIM = "Ăn vỏ sầu riêng làm răng mọc lại"
"""What one of the published examples is about; see ``filling``."""
PERSONAL = "Chị Nguyễn Thị Hoa (0912 345 678) bảo uống nước lá đu đủ là khỏi sốt xuất huyết"
UNKNOWN = "Ngày mai phường ta phát gạo ở nhà văn hóa lúc mấy giờ vậy"


def asked(message: str) -> Open:
    def ask(page: Page, site: Served, language: str) -> None:
        page.goto(f"{site.address}/{language}/")
        page.locator("#message").fill(message)
        page.locator("form.ask button.main").click()
        page.locator(".answer, .problem").first.wait_for()

    return ask


def fact_check(words: str) -> Open:
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


def looked_up(stage: str) -> Open:
    def look_up(page: Page, site: Served, language: str) -> None:
        reader_from_elsewhere(page)
        codes = json.loads(codes_in(site.data).read_text(encoding="utf-8"))
        page.goto(f"{site.address}/{language}/questions/status/")
        page.locator("#code").fill(codes.get(stage, "ABCD-EFGH-JKMN"))
        page.locator("form.ask button.main").click()
        page.locator(".progress, .problem").first.wait_for()

    return look_up


def too_many(page: Page, site: Served, language: str) -> None:
    """Ask from one place until no more is taken from it."""
    elsewhere = {"X-Forwarded-For": "2001:db8:429:429::1"}
    page.set_extra_http_headers(elsewhere)
    address = f"{site.address}/{language}/questions/"
    for _ in range(_TAKEN_FROM_ONE_PLACE):
        if httpx.post(address, headers=elsewhere).status_code == HTTPStatus.TOO_MANY_REQUESTS:
            break
    page.goto(address)
    page.locator("#message").fill(UNKNOWN)
    page.locator("form.ask button.main").click()
    page.locator(".problem").wait_for()


_TAKEN_FROM_ONE_PLACE = 60


def another_quarter(page: Page, site: Served, language: str) -> None:
    page.goto(f"{site.address}/{language}/figures/")
    path = page.locator("a[href$='.csv']").first.get_attribute("href") or ""
    page.goto(f"{site.address}{path.removesuffix('.csv')}/")


def _asking() -> Iterator[Shown]:
    for name, message in (
        ("answer", SAME),
        ("answer-of-the-desk", CLAIM),
        ("answer-nothing", UNKNOWN),
        ("ask-problem", "🙂"),
    ):
        yield Shown(name, "public:ask", asked(message), is_moved_by_reader=True)


def _questions() -> Iterator[Shown]:
    yield Shown("question", "public:question", at("questions/"))
    for name, view, way in (
        ("question-looked-over", "public:question", looked_over),
        ("question-too-many", "public:question", too_many),
        ("receipt", "public:send_question", received),
        ("question-unknown", "public:question_status", looked_up("unknown")),
    ):
        yield Shown(name, view, way, is_moved_by_reader=True)
    yield Shown("question-status", "public:question_status", at("questions/status/"))
    for stage in QUESTIONS:
        way = looked_up(stage)
        name = f"question-{stage}"
        yield Shown(name, "public:question_status", way, is_moved_by_reader=True)


def _reading() -> Iterator[Shown]:
    yield Shown("fact-checks", "public:fact_checks", at("fact-checks/"))
    yield Shown("fact-checks-none", "public:fact_checks", at("fact-checks/?words=xyzzy"))
    yield Shown("fact-check", "public:fact_check", fact_check("durian"))
    yield Shown("fact-check-corrected", "public:fact_check", corrected)
    yield Shown("fact-check-retracted", "public:fact_check", retracted)
    yield Shown("corrections", "public:corrections", at("corrections/"))
    yield Shown("declined", "public:declined", at("declined/"))
    yield Shown("figures", "public:figures", at("figures/"))
    yield Shown("figures-of-quarter", "public:figures_of_quarter", another_quarter)
    for name in PAGES:
        yield Shown(name, "public:desk_page", at(f"{name}/"))
    yield Shown("page-history", "public:desk_page_history", at("funding/history/"))
    yield Shown("not-found", "", at("nowhere/at/all/"))


PUBLIC_PAGES = (
    Shown("ask", "public:ask", at("")),
    *_asking(),
    *_questions(),
    *_reading(),
)
