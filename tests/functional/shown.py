"""Pages that are looked at: who sees them, how one gets there, what axe says of them."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.serving import Served

Open = Callable[[Page, Served, str], None]

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Visitor(StrEnum):
    """Who looks; all but readers are members whom ``filling`` adds under this name."""

    READER = ""
    ADMINISTRATOR = "lan"
    REVIEWER = "minh"
    EQUIPPED = "hoa"
    """Has a password, an authenticator app, a passkey and recovery codes."""
    NEWCOMER = "tu"
    """Has not set up the second factor yet."""

    @property
    def email(self) -> str:
        return f"{self}@desk.example"


@dataclass(frozen=True)
class Shown:
    """One page, or one state of it."""

    name: str
    view: str
    """The name of the address at which one ends; empty where there is none."""
    open: Open
    """Called with the language."""
    by: Visitor = Visitor.READER
    is_moved_by_reader: bool = False
    """Whether something was put in because the reader asked for it."""

    def __str__(self) -> str:
        return self.name

    def show(self, page: Page, site: Served, language: str) -> None:
        """Open the page as who it is for, whoever looked before."""
        page.context.clear_cookies()
        page.set_extra_http_headers({})
        if self.by:
            key = _session_of(site, self.by)
            page.context.add_cookies([{"name": "sessionid", "value": key, "url": site.address}])
        self.open(page, site, language)


_SESSIONS: dict[tuple[str, Visitor], str] = {}
"""By the address of the site; a new session takes a process of its own."""


def _session_of(site: Served, visitor: Visitor) -> str:
    place = site.address, visitor
    if place not in _SESSIONS:
        _SESSIONS[place] = site.run("tests.functional.filling:session_of", visitor.email)
    return _SESSIONS[place]


def at(path: str) -> Open:
    def go(page: Page, site: Served, language: str) -> None:
        page.goto(f"{site.address}/{language}/{path}")

    return go


def reader_from_elsewhere(page: Page) -> None:
    """Let the page come from an address of its own, since only so much is taken from each."""
    network = secrets.token_hex(2), secrets.token_hex(2)
    page.set_extra_http_headers({"X-Forwarded-For": f"2001:db8:{network[0]}:{network[1]}::1"})


def barriers(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds wrong with the page, and where."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": _RULES}})
    return [
        (barrier["id"], [node["html"][:160] for node in barrier["nodes"]])
        for barrier in found.response["violations"]
    ]
