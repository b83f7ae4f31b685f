"""Every address of the desk against every kind of visitor. What is not in the table fails."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, path
from pytest_django import Settings

from kiemchung_site.config.urls import urlpatterns as real_patterns
from kiemchung_site.desk.access import ADMINISTRATORS, APPROVERS, EVERYBODY, WRITERS
from kiemchung_site.members.models import Member, Role
from kiemchung_site.members.second_factor import is_ready
from tests.site.building import member
from tests.site.desk.entering import ACCOUNT, LOGIN, enter
from tests.site.desk.rows import path_of

pytestmark = pytest.mark.django_db

Roles = frozenset[Role]


@dataclass(frozen=True)
class Open:
    """To whom an address is open."""

    to: Roles
    strangers: bool = False
    before_second_factor: bool = False
    only: str = ""
    """The one method that it knows; otherwise it is read and written."""

    def takes(self, method: str) -> bool:
        return self.only in ("", method)


ANYBODY = Open(EVERYBODY, strangers=True, before_second_factor=True)
SETTING_UP = Open(EVERYBODY, before_second_factor=True)
MEMBERS = Open(EVERYBODY)

TABLE = {
    "desk/": Open(EVERYBODY, only="GET"),
    "desk/token/": Open(EVERYBODY, only="GET"),
    "desk/members/": Open(ADMINISTRATORS),
    "desk/members/<int:pk>/": Open(ADMINISTRATORS),
    "desk/members/invitations/<int:pk>/": Open(ADMINISTRATORS, only="POST"),
    "desk/pages/": Open(APPROVERS, only="GET"),
    "desk/pages/<slug:name>/<slug:language>/": Open(APPROVERS),
    "desk/claims/": Open(EVERYBODY, only="GET"),
    "desk/claims/filters/": Open(EVERYBODY, only="POST"),
    "desk/claims/filters/<int:key>/drop/": Open(EVERYBODY, only="POST"),
    "desk/claims/<int:key>/": Open(EVERYBODY, only="GET"),
    "desk/claims/<int:key>/presence/": Open(EVERYBODY, only="POST"),
    "desk/claims/<int:key>/note/": Open(EVERYBODY, only="POST"),
    "desk/claims/<int:key>/restate/": Open(WRITERS, only="POST"),
    "desk/claims/<int:key>/harm/": Open(WRITERS, only="POST"),
    "desk/claims/<int:key>/assign/": Open(WRITERS, only="POST"),
    "desk/claims/<int:key>/deadline/": Open(WRITERS, only="POST"),
    "desk/claims/<int:key>/decline/": Open(WRITERS, only="POST"),
    "desk/claims/<int:key>/reopen/": Open(WRITERS, only="POST"),
    "desk/claims/<int:key>/answer/": Open(WRITERS, only="POST"),
    "desk/claims/<int:key>/unanswer/": Open(WRITERS, only="POST"),
    "desk/claims/<int:key>/merge/": Open(EVERYBODY, only="POST"),
    "desk/claims/<int:key>/confirm/": Open(EVERYBODY, only="POST"),
    "desk/claims/<int:key>/refuse/": Open(EVERYBODY, only="POST"),
    "desk/claims/<int:key>/split/": Open(EVERYBODY, only="POST"),
    "desk/claims/<int:key>/undo/": Open(EVERYBODY, only="POST"),
    "desk/figures/": Open(EVERYBODY, only="GET"),
    "desk/figures/report/": Open(EVERYBODY, only="GET"),
    "desk/figures/figures.csv": Open(EVERYBODY, only="GET"),
    "desk/drafts/": Open(WRITERS, only="GET"),
    "desk/drafts/new/": Open(WRITERS, only="POST"),
    "desk/drafts/<int:key>/": Open(WRITERS),
    "desk/drafts/<int:key>/autosave/": Open(WRITERS, only="POST"),
    "desk/drafts/<int:key>/preview/": Open(WRITERS, only="POST"),
    "desk/drafts/<int:key>/publish/": Open(WRITERS, only="POST"),
    "desk/drafts/<int:key>/drop/": Open(WRITERS, only="POST"),
    "desk/reviews/": Open(WRITERS, only="GET"),
    "desk/reviews/<int:key>/": Open(WRITERS),
    "desk/published/": Open(EVERYBODY, only="GET"),
    "desk/published/<slug:slug>/": Open(WRITERS),
    "desk/account/": Open(EVERYBODY, before_second_factor=True, only="GET"),
    "desk/account/login/": ANYBODY,
    "desk/account/login/code/": ANYBODY,
    "desk/account/login/passkey/": ANYBODY,
    "desk/account/link/<str:token>/": ANYBODY,
    "desk/account/logout/": SETTING_UP,
    "desk/account/confirm/": SETTING_UP,
    "desk/account/confirm/code/": SETTING_UP,
    "desk/account/confirm/passkey/": SETTING_UP,
    "desk/account/app/": SETTING_UP,
    "desk/account/app/remove/": MEMBERS,
    "desk/account/passkeys/": Open(EVERYBODY, only="GET"),
    "desk/account/passkeys/add/": SETTING_UP,
    "desk/account/passkeys/<int:pk>/name/": MEMBERS,
    "desk/account/passkeys/<int:pk>/remove/": MEMBERS,
    "desk/account/recovery-codes/": Open(EVERYBODY, before_second_factor=True, only="GET"),
    "desk/account/recovery-codes/new/": MEMBERS,
    "desk/account/name/": MEMBERS,
    "desk/account/password/": MEMBERS,
    "desk/account/sessions/": MEMBERS,
}


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + re.sub(r"^(vi|en)/", "", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, route)
        else:
            yield route


DESK = sorted(route for route in addresses(get_resolver().url_patterns) if "desk/" in route[:5])


def test_the_table_names_every_address_of_the_desk() -> None:
    assert sorted(TABLE) == DESK


def outcome(client: Client, method: str, route: str, visitor: Member) -> str:
    """Say what ``visitor`` comes to at ``route``, with everything there that it speaks of."""
    path, was_ready = path_of(route, visitor), is_ready(visitor)
    response = client.generic(method, path)
    place = response.get("Location", "")
    if place.startswith(f"{LOGIN}?next="):
        return "log in"
    if place == ACCOUNT and not (was_ready and route in BACK_TO_THE_ACCOUNT):
        return "set up"
    if response.status_code == 302:
        return "open" if place.startswith("/en/desk/") else place
    return OUTCOMES.get(response.status_code, str(response.status_code))


OUTCOMES = {
    **dict.fromkeys((200, 409, 422), "open"),
    403: "refused",
    405: "no such method",
}
"""What is sent here is empty or out of turn: 409 and 422 come after the door."""
BACK_TO_THE_ACCOUNT = frozenset({"desk/account/app/remove/"})
"""Whose deed ends on the page on which a second factor is set up."""


def expected(route: str, method: str, otherwise: str) -> str:
    return otherwise if TABLE[route].takes(method) else "no such method"


def for_strangers(route: str, method: str) -> str:
    if TABLE[route].strangers:
        return "open"
    return unless_its_method_is_looked_at_first(route, method, "log in")


def unless_its_method_is_looked_at_first(route: str, method: str, otherwise: str) -> str:
    """Return ``otherwise`` where the door comes first: at the pages of the account library."""
    is_of_account = route.startswith("desk/account/")
    return otherwise if is_of_account else expected(route, method, otherwise)


every_way = pytest.mark.parametrize(
    ("route", "method"), [(route, method) for route in DESK for method in ("GET", "POST")]
)


@every_way
def test_strangers_are_led_to_the_log_in_page(client: Client, route: str, method: str) -> None:
    gone = member("Hoa", Role.ADMINISTRATOR)
    assert outcome(client, method, route, gone) == for_strangers(route, method)


@every_way
def test_former_members_are_led_there_too(client: Client, route: str, method: str) -> None:
    gone = member("Hoa", Role.ADMINISTRATOR)
    enter(client, gone)
    gone.is_active = False
    gone.save()
    assert outcome(client, method, route, gone) == for_strangers(route, method)


@every_way
@pytest.mark.parametrize("role", Role)
def test_a_member_opens_what_the_role_opens(
    client: Client, route: str, method: str, role: Role
) -> None:
    somebody = member("Kim", role, password="x")
    enter(client, somebody)
    leads = expected(route, method, "open" if role in TABLE[route].to else "refused")
    assert outcome(client, method, route, somebody) == leads


@every_way
@pytest.mark.parametrize("role", Role)
def test_without_a_second_factor_who_can_publish_only_sets_it_up(
    client: Client, route: str, method: str, role: Role
) -> None:
    somebody = member("Kim", role, password="x", second_factor=False)
    enter(client, somebody)
    if somebody.needs_second_factor and not TABLE[route].before_second_factor:
        leads = unless_its_method_is_looked_at_first(route, method, "set up")
    else:
        leads = expected(route, method, "open" if role in TABLE[route].to else "refused")
    assert outcome(client, method, route, somebody) == leads


@pytest.mark.parametrize("route", DESK)
def test_no_page_of_the_desk_is_kept_by_a_cache(client: Client, route: str) -> None:
    somebody = member("Kim", Role.ADMINISTRATOR, password="x")
    client.force_login(somebody)
    assert "no-store" in client.get(path_of(route, somebody)).get("Cache-Control", "no-store")
    response = client.get("/en/desk/")
    assert "no-store" in response["Cache-Control"]


def forgotten(request: object) -> HttpResponse:
    return HttpResponse("secret")


urlpatterns = [path("en/desk/forgotten/", forgotten), *real_patterns]


def test_a_page_that_does_not_say_to_whom_it_is_open_is_closed(
    client: Client, settings: Settings
) -> None:
    settings.ROOT_URLCONF = __name__
    client.force_login(member("Lan", Role.ADMINISTRATOR))
    assert client.get("/en/desk/forgotten/").status_code == 403


@pytest.mark.parametrize(
    "gone",
    [
        "signup/",
        "email/",
        "confirm-email/",
        "confirm-email/x/",
        "password/reset/",
        "password/set/",
        "inactive/",
        "login/code/confirm/",
        "2fa/",
        "social/login/error/",
    ],
)
def test_addresses_of_the_account_library_that_are_not_used_do_not_exist(
    client: Client, gone: str
) -> None:
    for start in ("/en/desk/account/", "/en/accounts/", "/accounts/", "/en/"):
        assert client.get(f"{start}{gone}").status_code == 404


def test_the_admin_of_django_is_not_installed(client: Client, rf: RequestFactory) -> None:
    for address in ("/admin/", "/en/admin/", "/vi/admin/login/"):
        assert client.get(address).status_code == 404
