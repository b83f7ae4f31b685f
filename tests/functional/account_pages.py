"""The way into the desk, and a member's own account."""

import json
from collections.abc import Iterator

from playwright.sync_api import Page

from tests.functional.examples import PASSWORD, Link, links_in
from tests.functional.shown import Open, Shown, Visitor, at, reader_from_elsewhere
from tests.serving import Served

EQUIPPED, NEWCOMER = Visitor.EQUIPPED, Visitor.NEWCOMER


def password_sent(password: str) -> Open:
    def send(page: Page, site: Served, language: str) -> None:
        reader_from_elsewhere(page)
        page.goto(f"{site.address}/{language}/desk/account/login/")
        page.locator("[name=login]").fill(EQUIPPED.email)
        page.locator("[name=password]").fill(password)
        with page.expect_navigation():
            page.locator("form.narrow button.main").click()

    return send


def one_time_link(link: Link) -> Open:
    def go(page: Page, site: Served, language: str) -> None:
        tokens = json.loads(links_in(site.data).read_text(encoding="utf-8"))
        page.goto(f"{site.address}/{language}/desk/account/link/{tokens[link]}/")

    return go


def new_codes(page: Page, site: Served, language: str) -> None:
    """Make recovery codes, which are shown this once."""
    page.goto(f"{site.address}/{language}/desk/account/recovery-codes/new/")
    page.locator("form button.main").click()
    page.locator(".codes").wait_for()


def codes_seen(page: Page, site: Served, language: str) -> None:
    new_codes(page, site, language)
    page.reload()


def passkey(deed: str) -> Open:
    def go(page: Page, site: Served, language: str) -> None:
        page.goto(f"{site.address}/{language}/desk/account/passkeys/")
        path = page.locator(f"main a[href$='/{deed}/']").first.get_attribute("href")
        page.goto(f"{site.address}{path}")

    return go


def account(path: str) -> Open:
    return at(f"desk/account/{path}")


def _way_in() -> Iterator[Shown]:
    yield Shown("login", "account_login", account("login/"))
    yield Shown("login-wrong", "account_login", password_sent("wrong"))
    yield Shown("login-code", "mfa_authenticate", password_sent(PASSWORD))
    for link in Link:
        yield Shown(f"link-{link}", "account_link", one_time_link(link))
    yield Shown("link-unknown", "account_link", account("link/unknown/"))
    yield Shown("logout", "account_logout", account("logout/"), EQUIPPED)


def _confirming() -> Iterator[Shown]:
    yield Shown("confirm", "account_reauthenticate", account("confirm/"), NEWCOMER)
    yield Shown("confirm-code", "mfa_reauthenticate", account("confirm/code/"), EQUIPPED)
    by_passkey = account("confirm/passkey/")
    yield Shown("confirm-passkey", "mfa_reauthenticate_webauthn", by_passkey, EQUIPPED)


def _own_account() -> Iterator[Shown]:
    yield Shown("account", "mfa_index", account(""), EQUIPPED)
    yield Shown("account-of-newcomer", "mfa_index", account(""), NEWCOMER)
    yield Shown("app", "mfa_activate_totp", account("app/"), NEWCOMER)
    yield Shown("app-remove", "mfa_deactivate_totp", account("app/remove/"), EQUIPPED)
    yield Shown("passkeys", "mfa_list_webauthn", account("passkeys/"), EQUIPPED)
    yield Shown("passkey-add", "mfa_add_webauthn", account("passkeys/add/"), EQUIPPED)
    yield Shown("passkey-name", "mfa_edit_webauthn", passkey("name"), EQUIPPED)
    yield Shown("passkey-remove", "mfa_remove_webauthn", passkey("remove"), EQUIPPED)
    yield Shown("recovery-codes", "mfa_view_recovery_codes", new_codes, EQUIPPED)
    yield Shown("recovery-codes-seen", "mfa_view_recovery_codes", codes_seen, EQUIPPED)
    new = account("recovery-codes/new/")
    yield Shown("recovery-codes-new", "mfa_generate_recovery_codes", new, EQUIPPED)
    yield Shown("name", "account_name", account("name/"), EQUIPPED)
    yield Shown("password", "account_change_password", account("password/"), EQUIPPED)
    yield Shown("sessions", "account_sessions", account("sessions/"), EQUIPPED)


ACCOUNT_PAGES = (*_way_in(), *_confirming(), *_own_account())
