"""Passkeys in a real Chromium, with an authenticator that it plays itself."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from kiemchung_site.members.actions import invite_administrator
from tests.site.desk.entering import PASSWORD, code_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def origin(live_server: LiveServer, settings: Settings) -> str:
    address = str(live_server.url).replace("127.0.0.1", "localhost")
    settings.CONFIGURATION = replace(settings.CONFIGURATION, origin=address)
    settings.ALLOWED_HOSTS = ["localhost"]
    settings.SESSION_COOKIE_SECURE = False
    settings.CSRF_COOKIE_SECURE = False
    return address


@pytest.fixture
def link(origin: str) -> str:
    """The address by which an administrator joins; made before the browser's loop runs."""
    return f"{origin}/en/desk/account/link/{invite_administrator('lan@desk.example', 'Lan')}/"


@pytest.fixture
def page(link: str) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser.new_page(viewport={"width": 390, "height": 800})
        browser.close()


def joined(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password again").fill(PASSWORD)
    page.get_by_role("button", name="Save the password").click()
    page.wait_for_url("**/desk/account/")


def check_page(page: Page) -> None:
    """Assert that the page can be used by everybody and on a narrow screen."""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag22aa"]})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_member_joins_with_a_passkey_and_logs_in_with_nothing_else(
    page: Page, link: str, origin: str
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    joined(page, link)
    check_page(page)
    page.get_by_role("link", name="Add a passkey").click()
    check_page(page)
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url("**/recovery-codes/")
    check_page(page)
    page.get_by_role("link", name="I have kept them").click()
    assert page.get_by_role("heading", name="Hello, Lan").is_visible()
    check_page(page)
    page.get_by_role("button", name="Log out").click()
    page.wait_for_url("**/login/")
    check_page(page)
    page.get_by_role("button", name="Log in with a passkey").click()
    page.wait_for_url("**/en/desk/")
    assert page.get_by_role("heading", name="Hello, Lan").is_visible()
    assert [text for text in complaints if "Content Security Policy" in text] == []


def test_a_passkey_that_the_device_refuses_is_told(page: Page, link: str) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    refusing = {**AUTHENTICATOR, "isUserVerified": False}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": refusing})
    joined(page, link)
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("The passkey was not added.").wait_for(timeout=90_000)


def test_an_app_is_set_up_by_keyboard(page: Page, link: str) -> None:
    joined(page, link)
    page.get_by_role("link", name="Set up an app").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/app/")
    check_page(page)
    secret = page.get_by_label("Key", exact=True).input_value()
    page.get_by_label("Code that the app shows").focus()
    page.keyboard.type(code_of(secret))
    page.keyboard.press("Enter")
    page.wait_for_url("**/recovery-codes/")
    for place in ("", "members/", "pages/", "pages/funding/en/", "account/sessions/"):
        page.goto(page.url.split("/en/")[0] + f"/en/desk/{place}")
        check_page(page)
