"""Administrators administer; nobody rules alone, and nothing is done to oneself."""

from collections.abc import Callable

import pytest
from django.test import Client

from kiemchung_site.errors import LastAdministrator, NotAllowed, OwnAccount
from kiemchung_site.factchecks.models import Version
from kiemchung_site.members.actions import (
    change_role,
    deactivate_member,
    invite_member,
    offer_new_password,
    reactivate_member,
    rename_member,
    reset_second_factor,
)
from kiemchung_site.members.models import Deed, Member, MemberSession, OneTimeLink, Role
from kiemchung_site.members.second_factor import has_second_factor
from tests.site.building import member, published
from tests.site.desk.entering import ACCOUNT, PASSWORD, enter, log_in

pytestmark = pytest.mark.django_db

DEEDS = (
    lambda found, by: change_role(found, Role.REVIEWER, by=by),
    lambda found, by: deactivate_member(found, by=by),
    lambda found, by: reactivate_member(found, by=by),
    lambda found, by: reset_second_factor(found, by=by),
    lambda found, by: offer_new_password(found, by=by),
)


@pytest.fixture
def an(client: Client) -> Member:
    """An administrator, who is logged in."""
    found = member("An", Role.ADMINISTRATOR)
    enter(client, found)
    return found


def decide(client: Client, found: Member, deed: str, **more: str) -> int:
    sent = {"deed": deed, **more}
    return client.post(f"/en/desk/members/{found.pk}/", sent).status_code


def test_a_role_is_changed_and_the_change_is_written_down(client: Client, an: Member) -> None:
    lan = member("Lan", Role.CHECKER)
    assert decide(client, lan, "role", role="reviewer") == 302
    lan.refresh_from_db()
    assert lan.role == Role.REVIEWER
    page = client.get(f"/en/desk/members/{lan.pk}/").text
    assert "role changed (checker → reviewer) · An" in page


def test_who_is_deactivated_is_out_at_once(client: Client, an: Member) -> None:
    lan = member("Lan", password=PASSWORD)
    hers = enter(Client(), lan)
    offer_new_password(lan, by=an)
    decide(client, lan, "deactivate")
    assert not MemberSession.objects.filter(member=lan).exists()
    assert not OneTimeLink.objects.filter(member=lan).exists()
    assert hers.get("/en/desk/")["Location"].startswith("/en/desk/account/login/")
    assert log_in(Client(), lan) == ""
    decide(client, lan, "reactivate")
    assert log_in(Client(), lan) != ""
    assert [e.deed for e in lan.events.all()][:2] == [Deed.REACTIVATED, Deed.DEACTIVATED]


@pytest.mark.parametrize(
    "remove", [deactivate_member, lambda found, by: change_role(found, Role.REVIEWER, by=by)]
)
def test_links_do_not_outlive_the_administrator_who_made_them(
    an: Member, remove: Callable[..., object]
) -> None:
    former, lan = member("Minh", Role.ADMINISTRATOR), member("Lan")
    offer_new_password(lan, by=former)
    invite_member("sock@desk.example", "Sock", Role.ADMINISTRATOR, by=former)
    remove(former, by=an)
    assert not OneTimeLink.objects.exists()


def test_a_lost_phone_is_mended_by_an_administrator(client: Client, an: Member) -> None:
    lan = member("Lan")
    hers = enter(Client(), lan)
    decide(client, lan, "second-factor")
    assert not has_second_factor(lan)
    assert hers.get("/en/desk/").status_code == 302


def test_the_list_says_nothing_about_work(client: Client, an: Member) -> None:
    member("Lan")
    page = client.get("/en/desk/members/").text
    assert "Lan" in page
    assert "@desk.example" not in page


def test_nobody_does_this_to_themselves(client: Client, an: Member) -> None:
    member("Minh", Role.ADMINISTRATOR)
    for deed in DEEDS:
        with pytest.raises(OwnAccount):
            deed(an, an)
    assert decide(client, an, "deactivate") == 403


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.CHECKER, Role.REVIEWER])
def test_only_administrators_do_this(role: Role) -> None:
    by, found = member("Hoa", role), member("Lan", Role.CHECKER)
    by.role = Role.ADMINISTRATOR  # only in memory
    for deed in DEEDS:
        with pytest.raises(NotAllowed):
            deed(found, by)
    with pytest.raises(NotAllowed):
        invite_member("x@desk.example", "x", Role.CHECKER, by=by)
    assert not found.events.exists()


def test_a_former_administrator_does_nothing_more(an: Member) -> None:
    Member.objects.filter(pk=an.pk).update(is_active=False)
    with pytest.raises(NotAllowed):
        deactivate_member(member("Lan"), by=an)


def test_two_administrators_cannot_remove_each_other(an: Member) -> None:
    minh = member("Minh", Role.ADMINISTRATOR)
    deactivate_member(minh, by=an)
    with pytest.raises((LastAdministrator, NotAllowed)):
        change_role(an, Role.REVIEWER, by=minh)
    an.refresh_from_db()
    assert an.may_administer


def test_the_last_administrator_stays_whoever_asks(an: Member) -> None:
    from kiemchung_site.members.actions.administering import require_another_administrator

    with pytest.raises(LastAdministrator):
        require_another_administrator(an)
    member("Minh", Role.ADMINISTRATOR)
    require_another_administrator(an)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"name": "", "email": "x@desk.example", "role": "checker"},
        {"name": "x", "email": "nobody", "role": "checker"},
        {"name": "x", "email": "x@desk.example", "role": "king"},
        {"name": "x" * 101, "email": "x@desk.example", "role": "checker"},
    ],
)
def test_a_wrong_invitation_is_not_made(client: Client, an: Member, sent: dict[str, str]) -> None:
    assert client.post("/en/desk/members/", sent).status_code == 422
    assert not OneTimeLink.objects.exists()


def test_a_member_is_not_invited_again(client: Client, an: Member) -> None:
    sent = {"name": "x", "email": "AN@desk.example", "role": "checker"}
    response = client.post("/en/desk/members/", sent)
    assert response.status_code == 409
    assert "A member has this e-mail address already." in response.text


def test_an_invitation_is_withdrawn(client: Client, an: Member) -> None:
    invite_member("x@desk.example", "X", Role.CHECKER, by=an)
    link = OneTimeLink.objects.get()
    assert "x@desk.example" in client.get("/en/desk/members/").text
    client.post(f"/en/desk/members/invitations/{link.pk}/")
    assert not OneTimeLink.objects.exists()


@pytest.mark.parametrize("deed", ["", "king", "role"])
def test_an_unknown_decision_changes_nothing(client: Client, an: Member, deed: str) -> None:
    lan = member("Lan", Role.CHECKER)
    decide(client, lan, deed, role="king")
    lan.refresh_from_db()
    assert (lan.role, lan.is_active) == (Role.CHECKER, True)
    assert not lan.events.exists()


def test_members_are_administered_only_by_who_confirmed_it_lately(client: Client) -> None:
    client.force_login(member("An", Role.ADMINISTRATOR))
    lan = member("Lan")
    for path in ("/en/desk/members/", f"/en/desk/members/{lan.pk}/"):
        assert "/confirm/" in client.get(path)["Location"]
    assert decide(client, lan, "deactivate") == 302
    lan.refresh_from_db()
    assert lan.is_active


def test_the_menu_shows_what_the_role_opens(client: Client, an: Member) -> None:
    assert 'href="/en/desk/members/"' in client.get("/en/desk/").text
    enter(client, member("Lan", Role.CHECKER))
    page = client.get("/en/desk/").text
    assert 'href="/en/desk/members/"' not in page
    assert 'href="/en/desk/pages/"' not in page
    assert "Lan" in page
    assert "Log out" in page


def test_a_member_takes_another_name_and_the_former_one_is_kept(client: Client) -> None:
    version = published()
    lan = enter(client, version.author)
    assert lan.post("/en/desk/account/name/", {"name": " Lan Trần "})["Location"] == ACCOUNT
    assert "Written by Lan Trần, reviewed by Minh" in page_of(version)
    an = enter(Client(), member("An", Role.ADMINISTRATOR))
    assert (
        "name changed (before: Lan) · Lan Trần"
        in an.get(f"/en/desk/members/{version.author.pk}/").text
    )


def page_of(version: Version) -> str:
    return Client().get(f"/en/fact-checks/{version.fact_check.slug}/").text


def test_an_administrator_names_a_member(client: Client, an: Member) -> None:
    lan = member("Lan")
    assert decide(client, lan, "name", name="Lan Trần") == 302
    assert "name changed (before: Lan) · An" in client.get(f"/en/desk/members/{lan.pk}/").text
    assert decide(client, lan, "name", name="") == 422
    assert decide(client, lan, "name", name="Lan Trần") == 302
    assert [event.deed for event in lan.events.all()] == [Deed.RENAMED]


def test_nobody_else_names_a_member() -> None:
    lan, minh = member("Lan"), member("Minh")
    with pytest.raises(NotAllowed):
        rename_member(lan, "Ai đó", by=minh)
    Member.objects.filter(pk=lan.pk).update(is_active=False)
    with pytest.raises(NotAllowed):
        rename_member(lan, "Lan Trần", by=lan)


@pytest.mark.parametrize("name", ["", "  ", "x" * 101])
def test_what_is_no_name_is_refused(client: Client, an: Member, name: str) -> None:
    assert client.post("/en/desk/account/name/", {"name": name}).status_code == 422
    an.refresh_from_db()
    assert an.name == "An"
