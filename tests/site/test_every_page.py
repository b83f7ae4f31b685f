"""Every page of the site is looked at by the tests in a browser, and has a screenshot."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from kiemchung_site.members.models import Role
from tests.functional.every_page import EVERY_PAGE
from tests.site.building import member
from tests.site.desk.entering import enter

_READ_BY_MACHINES = "read by machines"
_FORM_ALONE = "takes a form, whose result is another page"
_FILE = "a file or a feed"
_LEADS_ON = "leads to another page"

NO_PAGES = {
    "start": _LEADS_ON,
    "mfa_login_webauthn": _LEADS_ON,
    "healthz": _READ_BY_MACHINES,
    "readyz": _READ_BY_MACHINES,
    "metrics": _READ_BY_MACHINES,
    "robots": _READ_BY_MACHINES,
    "sitemap": _READ_BY_MACHINES,
    "desk:token": _READ_BY_MACHINES,
    **dict.fromkeys(
        (
            "public:corrections_atom",
            "public:corrections_rss",
            "public:declined_atom",
            "public:declined_rss",
            "public:fact_checks_atom",
            "public:fact_checks_rss",
            "public:figures_csv",
            "desk:figures_csv",
        ),
        _FILE,
    ),
    **dict.fromkeys(
        (
            "language",
            "desk:claim_answer",
            "desk:claim_assign",
            "desk:claim_confirm",
            "desk:claim_deadline",
            "desk:claim_decline",
            "desk:claim_harm",
            "desk:claim_merge",
            "desk:claim_presence",
            "desk:claim_refuse",
            "desk:claim_reopen",
            "desk:claim_restate",
            "desk:claim_split",
            "desk:claim_unanswer",
            "desk:claim_undo",
            "desk:draft_autosave",
            "desk:draft_drop",
            "desk:draft_new",
            "desk:draft_preview",
            "desk:draft_publish",
            "desk:forget_filter",
            "desk:keep_filter",
            "desk:withdraw_invitation",
        ),
        _FORM_ALONE,
    ),
}
"""The addresses that are not looked at, each with its reason."""


def views(
    patterns: list[URLPattern | URLResolver], space: str = "", before: str = ""
) -> Iterator[tuple[str, str]]:
    """Yield every view's name with its route."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{pattern.namespace}:" if pattern.namespace else space
            yield from views(pattern.url_patterns, inner, route)
        else:
            yield space + str(pattern.name), route


ROUTES = dict(views(get_resolver().url_patterns))
_VALUES = {"int": "1", "slug": "x", "str": "x", "uuid": str(uuid.UUID(int=1))}


def concrete(route: str) -> str:
    return "/" + re.sub(r"<(\w+):\w+>", lambda found: _VALUES[found[1]], route)


def test_every_page_is_looked_at() -> None:
    seen = {shown.view for shown in EVERY_PAGE}
    assert sorted(ROUTES.keys() - seen) == sorted(NO_PAGES.keys() - seen)
    assert sorted(NO_PAGES.keys() - ROUTES.keys()) == []


def test_no_two_pages_have_one_name() -> None:
    names = [shown.name for shown in EVERY_PAGE]
    assert len(names) == len(set(names))


@pytest.mark.django_db
def test_what_is_left_out_shows_no_page(client: Client) -> None:
    enter(client, member("Lan", Role.ADMINISTRATOR))
    answers = {name: client.get(concrete(ROUTES[name])) for name in NO_PAGES}
    pages = [
        name
        for name, answer in answers.items()
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html")
    ]
    assert pages == []
