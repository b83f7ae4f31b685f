"""Passkeys in a real Chromium, with an authenticator that it plays itself."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.functional.conftest import NewPage
from tests.functional.shown import barriers
from tests.serving import Served, serving
from tests.site.desk.entering import PASSWORD, code_of

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def local_site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site under a name: passkeys belong to one, not to a number."""
    with serving(tmp_path_factory.mktemp("local"), host="localhost") as served:
        yield served


@pytest.fixture
def page(new_page: NewPage) -> Page:
    return new_page(viewport={"width": 390, "height": 800})


def link_for(site: Served, name: str) -> str:
    """Return the address by which a new administrator joins."""
    token = site.run("tests.functional.filling:invitation", name)
    return f"{site.address}/en/desk/account/link/{token}/"


def joined(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("New password", exact=True).fill(PASSWORD)
    page.get_by_label("New password again").fill(PASSWORD)
    page.get_by_role("button", name="Save the password").click()
    page.wait_for_url("**/desk/account/")


def check_page(page: Page) -> None:
    """Assert that the page can be used by everybody and on a narrow screen."""
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_member_joins_with_a_passkey_and_logs_in_with_nothing_else(
    page: Page, local_site: Served
) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    joined(page, link_for(local_site, "Lan"))
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


def test_a_passkey_that_the_device_refuses_is_told(page: Page, local_site: Served) -> None:
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    refusing = {**AUTHENTICATOR, "isUserVerified": False}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": refusing})
    joined(page, link_for(local_site, "Minh"))
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("The passkey was not added.").wait_for(timeout=90_000)


def test_an_app_is_set_up_by_keyboard(page: Page, local_site: Served) -> None:
    joined(page, link_for(local_site, "Mai"))
    page.get_by_role("link", name="Set up an app").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/app/")
    check_page(page)
    secret = page.get_by_label("Key", exact=True).input_value()
    page.get_by_label("Code that the app shows").focus()
    page.keyboard.type(code_of(secret))
    page.keyboard.press("Enter")
    page.wait_for_url("**/recovery-codes/")
    check_page(page)
