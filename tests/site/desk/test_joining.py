"""From the first link to the first page of the desk, and every way in which a link fails."""

import io
import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from kiemchung_site.errors import AlreadyMember
from kiemchung_site.members.actions import invite_member, offer_new_password
from kiemchung_site.members.models import Deed, Member, MemberEvent, OneTimeLink, Role
from tests.site.building import member
from tests.site.desk.entering import (
    ACCOUNT,
    CODE,
    PASSWORD,
    code_of,
    enter,
    link_in,
    log_in,
)

pytestmark = pytest.mark.django_db

CHOSEN = {"password": PASSWORD, "again": PASSWORD}
INVITED = {"name": "Mai", "email": "Mai@Desk.Example", "role": "checker"}


def first_link() -> str:
    printed = io.StringIO()
    call_command("create_administrator", email="lan@desk.example", name="Lan Trần", stdout=printed)
    return link_in(printed.getvalue()).replace("/vi/", "/en/")


def invited(client: Client) -> str:
    enter(client, member("An", Role.ADMINISTRATOR))
    link = link_in(client.post("/en/desk/members/", INVITED).text)
    client.logout()
    return link


def test_the_first_administrator_joins_by_a_link_and_an_app(client: Client) -> None:
    link = first_link()
    assert "Lan Trần" in client.get(link).text
    assert client.post(link, CHOSEN)["Location"] == ACCOUNT
    assert client.get("/en/desk/")["Location"] == ACCOUNT
    page = client.get(f"{ACCOUNT}app/").text
    assert "<svg" in page
    secret = re.search(r'id="key"[^>]* value="(\w+)"', page)
    assert secret
    sent = client.post(f"{ACCOUNT}app/", {"code": code_of(secret[1])})
    assert sent["Location"] == f"{ACCOUNT}recovery-codes/"
    assert len(re.findall(r"<code>\d{8}</code>", client.get(sent["Location"]).text)) == 10
    assert "<code>" not in client.get(sent["Location"]).text
    assert "You are an administrator" in client.get("/en/desk/").text
    assert Member.objects.get().role == Role.ADMINISTRATOR
    assert MemberEvent.objects.get().by is None


def test_a_wrong_code_sets_nothing_up(client: Client) -> None:
    client.post(first_link(), CHOSEN)
    client.get(f"{ACCOUNT}app/")
    assert client.post(f"{ACCOUNT}app/", {"code": "000000"}).status_code == 200
    assert client.get("/en/desk/")["Location"] == ACCOUNT


def test_the_command_takes_no_password_and_no_wrong_address() -> None:
    with pytest.raises(TypeError):
        call_command("create_administrator", email="a@b.example", name="x", password="x")
    with pytest.raises(CommandError):
        call_command("create_administrator", email="nobody", name="x")
    member("lan")
    with pytest.raises(AlreadyMember):
        call_command("create_administrator", email="LAN@desk.example", name="x")


def test_an_invited_checker_joins_and_both_names_are_in_the_history(client: Client) -> None:
    link = invited(client)
    assert client.post(link, CHOSEN)["Location"] == ACCOUNT
    joined = Member.objects.get(email="mai@desk.example")
    assert (joined.name, joined.role) == ("Mai", Role.CHECKER)
    event = joined.events.get()
    assert (event.deed, str(event.by)) == (Deed.JOINED, "An")


def test_the_token_stands_in_no_table(client: Client) -> None:
    token = invited(client).rstrip("/").rpartition("/")[2]
    stored = repr(list(OneTimeLink.objects.values()))
    assert token not in stored


def wrong(client: Client, link: str) -> list[tuple[int, str]]:
    answers = [client.get(link), client.post(link, CHOSEN)]
    return [(a.status_code, re.sub(r'value="[^"]*link[^"]*"', "", a.text)) for a in answers]


def test_forged_used_expired_and_withdrawn_links_look_the_same(client: Client) -> None:
    used = invited(client)
    client.post(used, CHOSEN)
    client.logout()
    expired = first_link()
    OneTimeLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    withdrawn = first_link()
    OneTimeLink.objects.all().delete()
    forged = re.sub("link/.*/", "link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/", used)
    answers = [wrong(client, link) for link in (used, expired, withdrawn, forged)]
    assert {status for answer in answers for status, _ in answer} == {404}
    assert all(answer == answers[0] for answer in answers)
    assert Member.objects.count() == 2


def test_a_second_invitation_ends_the_first(client: Client) -> None:
    first, second = first_link(), first_link()
    assert client.get(first).status_code == 404
    assert client.get(second).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"password": PASSWORD},
        {"password": PASSWORD, "again": "something else"},
        {"password": "short", "again": "short"},
        {"password": "lan@desk.example", "again": "lan@desk.example"},
        {"password": "password1234", "again": "password1234"},
        {"password": " " * 12, "again": " " * 11},
    ],
)
def test_a_bad_choice_of_password_leaves_the_link_as_it_is(
    client: Client, sent: dict[str, str]
) -> None:
    link = first_link()
    assert client.post(link, sent).status_code == 422
    assert not Member.objects.exists()
    assert client.post(link, CHOSEN).status_code == 302


def test_whoever_was_logged_in_before_has_nothing_of_the_new_session(client: Client) -> None:
    old = enter(client, member("An", Role.ADMINISTRATOR)).session.session_key
    link = link_in(client.post("/en/desk/members/", INVITED).text)
    client.post(link, CHOSEN)
    assert client.session.session_key != old
    assert "Mai" in client.get(ACCOUNT).text


def test_a_session_key_from_outside_is_not_taken_over(client: Client) -> None:
    somebody = member("Lan", password=PASSWORD)
    client.cookies["sessionid"] = "chosenbyanattackerchosenbyanattac"
    assert log_in(client, somebody) == CODE
    before = client.session.session_key
    client.post(CODE, {"code": code_of()})
    assert client.session.session_key not in (before, "chosenbyanattackerchosenbyanattac")
    assert client.get("/en/desk/").status_code == 200


def test_a_new_password_by_link_keeps_the_second_factor_and_ends_sessions(client: Client) -> None:
    lost = member("Lan", password="something forgotten")
    elsewhere = enter(Client(), lost)
    token = offer_new_password(lost, by=member("An", Role.ADMINISTRATOR))
    sent = client.post(f"{ACCOUNT}link/{token}/", CHOSEN)
    assert sent["Location"] == f"{ACCOUNT}login/"
    assert elsewhere.get("/en/desk/").status_code == 302
    assert log_in(client, lost) == CODE
    assert client.get("/en/desk/").status_code == 302


def test_a_link_does_not_bring_a_former_member_back(client: Client) -> None:
    lost = member("Lan")
    token = offer_new_password(lost, by=member("An", Role.ADMINISTRATOR))
    Member.objects.filter(pk=lost.pk).update(is_active=False)
    assert client.post(f"{ACCOUNT}link/{token}/", CHOSEN).status_code == 404


def test_who_joined_meanwhile_does_not_join_twice(client: Client) -> None:
    token = invite_member(
        "mai@desk.example", "Mai", Role.CHECKER, by=member("An", Role.ADMINISTRATOR)
    )
    member("mai")
    assert client.post(f"{ACCOUNT}link/{token}/", CHOSEN).status_code == 409
    assert Member.objects.filter(email="mai@desk.example").count() == 1


def test_a_strange_token_is_not_found(client: Client) -> None:
    for token in ("%00", "x" * 5000, "%F0%9F%90%9F", "..%2F..", "' OR 1=1 --"):
        assert client.get(f"{ACCOUNT}link/{token}/").status_code == 404
