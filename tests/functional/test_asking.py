"""Asking in a browser: with the script and without it."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.functional.conftest import NewPage
from tests.functional.public_pages import SAME, UNKNOWN, reader_from_elsewhere
from tests.serving import Served

FOUND = re.compile("Đã có bản kiểm chứng về đúng điều này.")


@pytest.fixture
def page(site: Served, new_page: NewPage) -> Page:
    page = new_page()
    page.goto(f"{site.address}/vi/")
    return page


def test_without_a_script_the_answer_is_a_page(site: Served, new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(f"{site.address}/vi/")
    page.locator("#message").fill(SAME)
    page.locator("form.ask button.main").click()
    expect(page.locator(".answer .lead")).to_have_text(FOUND)
    expect(page.locator("#message")).to_have_value(SAME)


def test_the_answer_comes_without_loading_the_page_and_keeps_the_focus(page: Page) -> None:
    page.evaluate("window.stayed = true")
    page.locator("#message").fill(SAME)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".answer .lead")).to_have_text(FOUND)
    expect(page.get_by_role("status")).to_have_text(FOUND)
    assert page.evaluate("window.stayed")
    assert page.evaluate("document.activeElement.id") == "message"
    expect(page.locator("#message")).to_have_value(SAME)
    expect(page.locator("main")).to_have_attribute("aria-busy", "false")


def test_a_second_answer_takes_the_place_of_the_first(page: Page) -> None:
    for message in (SAME, UNKNOWN):
        page.locator("#message").fill(message)
        page.locator("form.ask button.main").click()
        expect(page.locator("main")).to_have_attribute("aria-busy", "false")
        expect(page.locator(".answer")).to_have_count(1)
    expect(page.locator(".answer .lead")).to_have_text("Chúng tôi chưa biết gì về điều này.")


@pytest.mark.parametrize("has_script", [True, False])
def test_an_unknown_link_can_be_sent_to_the_desk(
    site: Served, new_page: NewPage, has_script: bool
) -> None:
    page = new_page(java_script_enabled=has_script)
    reader_from_elsewhere(page)
    page.goto(f"{site.address}/vi/")
    page.locator("#message").fill("https://nowhere.example/x")
    page.locator("form.ask button.main").click()
    expect(page.locator(".answer .lead")).to_have_text("Chúng tôi chưa biết gì về điều này.")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.locator("form.offer button").click()
    expect(page.locator(".preview")).to_contain_text("https://nowhere.example/x")


def test_what_is_wrong_is_said_and_taken_back(page: Page) -> None:
    page.locator("#message").fill("🙂")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_have_text(re.compile("Không có chữ nào để tra."))
    expect(page.locator("#message")).to_have_attribute("aria-invalid", "true")
    page.locator("#message").fill(SAME)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".answer .lead")).to_have_text(FOUND)
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_lost_connection_loses_no_message(page: Page) -> None:
    page.route("**/vi/", lambda route: route.abort())
    page.locator("#message").fill(SAME)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text("Không kết nối được với trang.")
    expect(page.locator("#message")).to_have_value(SAME)


def test_one_submission_is_one_ask(page: Page) -> None:
    sent: list[str] = []

    def slowly(route: Route) -> None:
        sent.append(route.request.method)
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/vi/", slowly)
    page.locator("#message").fill(SAME)
    for _ in range(3):
        page.keyboard.press("Control+Enter")
    expect(page.locator(".answer .lead")).to_have_text(FOUND)
    assert sent == ["POST"]


def test_the_message_stays_out_of_address_history_and_storage(site: Served, page: Page) -> None:
    before = page.evaluate("history.length")
    page.locator("#message").fill(SAME)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".answer .lead")).to_have_text(FOUND)
    assert page.url == f"{site.address}/vi/"
    assert page.evaluate("history.length") == before
    assert page.evaluate("history.state") is None
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("indexedDB.databases().then((found) => found.length)") == 0
    assert page.evaluate("caches.keys().then((found) => found.length)") == 0
    assert page.context.cookies() == []
