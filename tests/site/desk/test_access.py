"""Every address of the desk against every kind of visitor. What is not in the table fails."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, path
from pytest_django import Settings

from kiemchung_site.config.urls import urlpatterns as real_patterns
from kiemchung_site.desk.access import ADMINISTRATORS, APPROVERS, EVERYBODY, WRITERS
from kiemchung_site.members.models import Role
from tests.site.building import member
from tests.site.desk.entering import ACCOUNT, LOGIN

pytestmark = pytest.mark.django_db

Roles = frozenset[Role]


@dataclass(frozen=True)
class Open:
    """To whom an address is open."""

    to: Roles
    strangers: bool = False
    before_second_factor: bool = False


ANYBODY = Open(EVERYBODY, strangers=True, before_second_factor=True)
SETTING_UP = Open(EVERYBODY, before_second_factor=True)
MEMBERS = Open(EVERYBODY)

TABLE = {
    "desk/": MEMBERS,
    "desk/token/": MEMBERS,
    "desk/members/": Open(ADMINISTRATORS),
    "desk/members/<int:pk>/": Open(ADMINISTRATORS),
    "desk/members/invitations/<int:pk>/": Open(ADMINISTRATORS),
    "desk/pages/": Open(APPROVERS),
    "desk/pages/<slug:name>/<slug:language>/": Open(APPROVERS),
    "desk/claims/": MEMBERS,
    "desk/claims/filters/": MEMBERS,
    "desk/claims/filters/<int:key>/drop/": MEMBERS,
    "desk/claims/<int:key>/": MEMBERS,
    "desk/claims/<int:key>/presence/": MEMBERS,
    "desk/claims/<int:key>/note/": MEMBERS,
    "desk/claims/<int:key>/restate/": Open(WRITERS),
    "desk/claims/<int:key>/harm/": Open(WRITERS),
    "desk/claims/<int:key>/assign/": Open(WRITERS),
    "desk/claims/<int:key>/deadline/": Open(WRITERS),
    "desk/claims/<int:key>/decline/": Open(WRITERS),
    "desk/claims/<int:key>/reopen/": Open(WRITERS),
    "desk/claims/<int:key>/answer/": Open(WRITERS),
    "desk/claims/<int:key>/unanswer/": Open(WRITERS),
    "desk/claims/<int:key>/merge/": MEMBERS,
    "desk/claims/<int:key>/confirm/": MEMBERS,
    "desk/claims/<int:key>/refuse/": MEMBERS,
    "desk/claims/<int:key>/split/": MEMBERS,
    "desk/claims/<int:key>/undo/": MEMBERS,
    "desk/figures/": MEMBERS,
    "desk/figures/report/": MEMBERS,
    "desk/figures/figures.csv": MEMBERS,
    "desk/drafts/": Open(WRITERS),
    "desk/drafts/new/": Open(WRITERS),
    "desk/drafts/<int:key>/": Open(WRITERS),
    "desk/drafts/<int:key>/autosave/": Open(WRITERS),
    "desk/drafts/<int:key>/preview/": Open(WRITERS),
    "desk/drafts/<int:key>/publish/": Open(WRITERS),
    "desk/drafts/<int:key>/drop/": Open(WRITERS),
    "desk/reviews/": Open(WRITERS),
    "desk/reviews/<int:key>/": Open(WRITERS),
    "desk/published/": MEMBERS,
    "desk/published/<slug:slug>/": Open(WRITERS),
    "desk/account/": SETTING_UP,
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
    "desk/account/passkeys/": MEMBERS,
    "desk/account/passkeys/add/": SETTING_UP,
    "desk/account/passkeys/<int:pk>/name/": MEMBERS,
    "desk/account/passkeys/<int:pk>/remove/": MEMBERS,
    "desk/account/recovery-codes/": SETTING_UP,
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


def concrete(route: str) -> str:
    values = {"int": "1", "slug": "x", "str": "x", "uuid": str(uuid.UUID(int=1)), "path": "x"}
    return "/en/" + re.sub(r"<(\w+):\w+>", lambda found: values[found[1]], route)


def outcome(client: Client, route: str) -> str:
    response = client.get(concrete(route))
    if response.status_code == 405:
        response = client.post(concrete(route))
    place = response.get("Location", "")
    if place.startswith(f"{LOGIN}?next="):
        return "log in"
    if place == ACCOUNT:
        return "set up"
    return "refused" if response.status_code == 403 else "open"


@pytest.mark.parametrize("route", DESK)
def test_strangers_and_former_members_are_led_to_the_log_in_page(
    client: Client, route: str
) -> None:
    expected = "open" if TABLE[route].strangers else "log in"
    assert outcome(client, route) == expected
    gone = member("Hoa", Role.ADMINISTRATOR)
    client.force_login(gone)
    gone.is_active = False
    gone.save()
    assert outcome(client, route) == expected


@pytest.mark.parametrize("route", DESK)
@pytest.mark.parametrize("role", Role)
def test_a_member_opens_what_the_role_opens(client: Client, route: str, role: Role) -> None:
    somebody = member("Lan", role, password="x")
    client.force_login(somebody)
    assert outcome(client, route) == ("open" if role in TABLE[route].to else "refused")


@pytest.mark.parametrize("route", DESK)
@pytest.mark.parametrize("role", Role)
def test_without_a_second_factor_who_can_publish_only_sets_it_up(
    client: Client, route: str, role: Role
) -> None:
    somebody = member("Lan", role, password="x", second_factor=False)
    client.force_login(somebody)
    if somebody.needs_second_factor and not TABLE[route].before_second_factor:
        assert outcome(client, route) == "set up"
    else:
        assert outcome(client, route) == ("open" if role in TABLE[route].to else "refused")


@pytest.mark.parametrize("route", DESK)
def test_no_page_of_the_desk_is_kept_by_a_cache(client: Client, route: str) -> None:
    client.force_login(member("Lan", Role.ADMINISTRATOR, password="x"))
    assert "no-store" in client.get(concrete(route)).get("Cache-Control", "no-store")
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
