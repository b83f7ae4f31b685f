"""Password, code, recovery code; failures; sessions."""

import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from kiemchung_site.claims.tasks import purge_once
from kiemchung_site.members.attempts import attempts
from kiemchung_site.members.models import Member, MemberSession, Role
from kiemchung_site.members.sessions import SessionStore
from tests.site.building import TOTP_SECRET, member
from tests.site.desk.entering import ACCOUNT, CODE, LOGIN, PASSWORD, code_of, enter, log_in

pytestmark = pytest.mark.django_db

HERE = {"x-forwarded-for": "203.0.113.77", "user-agent": "Tracer/77.3"}
ELSEWHERE = {"x-forwarded-for": "198.51.100.5"}
WRONG = "The e-mail address or the password is wrong."
TOO_MANY = "Too many failures from here."


@pytest.fixture
def lan() -> Member:
    cache.clear()
    return member("Lan", password=PASSWORD)


def failing(client: Client, email: str, count: int, **headers: str) -> str:
    page = ""
    for _ in range(count):
        sent = {"login": email, "password": "wrong"}
        page = client.post(LOGIN, sent, headers=headers or HERE, secure=True).text
    return page


def works(client: Client, somebody: Member, headers: dict[str, str]) -> bool:
    sent = {"login": somebody.email, "password": PASSWORD}
    return client.post(LOGIN, sent, headers=headers, secure=True).status_code == 302


def test_a_password_alone_does_not_open_the_desk(client: Client, lan: Member) -> None:
    assert log_in(client, lan) == CODE
    assert client.get("/en/desk/")["Location"].startswith(LOGIN)
    assert client.post(CODE, {"code": code_of()})["Location"] == "/en/desk/"
    assert client.get("/en/desk/").status_code == 200


def test_after_the_log_in_the_page_that_was_asked_for_opens(client: Client, lan: Member) -> None:
    asked = client.get("/en/desk/pages/")["Location"]
    client.post(asked, {"login": lan.email, "password": PASSWORD, "next": "/en/desk/pages/"})
    assert client.post(CODE, {"code": code_of()})["Location"] == "/en/desk/pages/"


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example/", "javascript:x"])
def test_a_log_in_leads_nowhere_else(client: Client, lan: Member, place: str) -> None:
    client.post(LOGIN, {"login": lan.email, "password": PASSWORD, "next": place})
    assert client.post(CODE, {"code": code_of()})["Location"] == "/en/desk/"


def test_a_code_works_once_even_in_another_process(client: Client, lan: Member) -> None:
    code = code_of()
    log_in(client, lan)
    client.post(CODE, {"code": code})
    cache.clear()  # what another process does not know
    other = Client()
    log_in(other, lan)
    assert other.post(CODE, {"code": code}).status_code == 200
    assert other.get("/en/desk/").status_code == 302
    assert other.post(CODE, {"code": code_of(ahead=1)}).status_code == 302


def test_a_recovery_code_works_once(client: Client, lan: Member) -> None:
    code = RecoveryCodes.activate(lan).get_unused_codes()[0]
    log_in(client, lan)
    assert client.post(CODE, {"code": code})["Location"] == "/en/desk/"
    other = Client()
    log_in(other, lan)
    assert other.post(CODE, {"code": code}).status_code == 200
    assert other.get("/en/desk/").status_code == 302


def test_unknown_wrong_and_former_look_the_same(client: Client, lan: Member) -> None:
    gone = member("Hoa", password=PASSWORD)
    Member.objects.filter(pk=gone.pk).update(is_active=False)
    pages = []
    for email, password in (
        ("nobody@desk.example", PASSWORD),
        (lan.email, "wrong"),
        (gone.email, PASSWORD),
    ):
        answer = Client().post(LOGIN, {"login": email, "password": password})
        assert (answer.status_code, WRONG in answer.text) == (200, True)
        pages.append(len(answer.text.replace(email, "")))
    assert len(set(pages)) == 1


def test_after_five_failures_even_the_right_password_has_to_wait(
    client: Client, lan: Member
) -> None:
    failing(client, lan.email, 5)
    assert TOO_MANY in failing(client, lan.email, 1)
    assert not works(client, lan, HERE)


def test_a_lock_shuts_nobody_out_who_comes_from_elsewhere(client: Client, lan: Member) -> None:
    failing(client, lan.email, 20)
    assert works(Client(), lan, ELSEWHERE)


def test_a_lock_on_one_account_is_none_on_others(client: Client, lan: Member) -> None:
    failing(client, lan.email, 20)
    assert works(Client(), member("Minh", password=PASSWORD), HERE)


def test_other_ways_to_write_the_account_or_the_address_are_the_same(
    client: Client, lan: Member
) -> None:
    for email in ("LAN@desk.example", " lan@Desk.example ", "lan@desk.example"):
        failing(client, email, 2, **{"x-forwarded-for": "evil, 203.0.113.77"})
    assert not works(client, lan, HERE)


def test_a_network_of_version_six_counts_as_one_address(client: Client, lan: Member) -> None:
    for last in range(6):
        failing(client, lan.email, 1, **{"x-forwarded-for": f"2001:db8::{last}"})
    assert not works(client, lan, {"x-forwarded-for": "2001:db8::77"})
    assert works(client, lan, {"x-forwarded-for": "2001:db8:0:1::77"})


def test_a_success_forgets_the_failures(client: Client, lan: Member) -> None:
    failing(client, lan.email, 4)
    assert works(Client(), lan, HERE)
    failing(client, lan.email, 4)
    assert works(Client(), lan, HERE)


def test_codes_cannot_be_guessed_from_many_addresses(client: Client, lan: Member) -> None:
    log_in(client, lan)
    for number in range(31):
        headers = {"x-forwarded-for": f"198.51.100.{number}"}
        client.post(CODE, {"code": "000000"}, headers=headers, secure=True)
    page = client.post(CODE, {"code": code_of()}, headers=ELSEWHERE, secure=True)
    assert TOO_MANY in page.text


def test_address_and_browser_stand_in_no_table_and_not_in_memory(
    client: Client, lan: Member
) -> None:
    failing(client, lan.email, 3)
    works(client, lan, HERE)
    client.post(CODE, {"code": code_of()}, headers=HERE, secure=True)
    client.post(f"{ACCOUNT}app/remove/", headers=HERE, secure=True)
    MemberSession.objects.update(seen_at=timezone.now())
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    client.post("/en/desk/account/app/remove/", headers=HERE, secure=True)
    for row in MemberSession.objects.all():
        kept = repr(SessionStore().decode(row.session_data))
        assert not [value for value in HERE.values() if value in kept]
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = repr(cursor.fetchall())
        assert not [value for value in HERE.values() if value in rows], table
    counted = repr(vars(attempts().limiter.storage))
    assert "203.0.113.77" not in counted
    assert lan.email not in counted


def test_the_secret_of_the_app_is_not_stored_as_it_is(lan: Member, settings: Settings) -> None:
    authenticator = Authenticator.objects.get(user_id=lan.pk)
    assert TOTP_SECRET not in repr(authenticator.data)
    settings.SECRET_KEY = "another"
    assert not authenticator.wrap().validate_code(code_of())


def test_passwords_are_hashed_with_argon2(lan: Member) -> None:
    assert lan.password.startswith("argon2$argon2id$")


def test_nothing_says_when_a_member_was_here_last() -> None:
    assert "last_login" not in {field.name for field in Member._meta.get_fields()}


def test_the_cookie_of_the_session_is_guarded(client: Client, lan: Member) -> None:
    log_in(client, lan)
    client.post(CODE, {"code": code_of()})
    cookie = client.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]


def test_logging_out_ends_the_session_in_the_table(client: Client, lan: Member) -> None:
    enter(client, lan)
    kept = client.cookies["sessionid"].value
    client.post(f"{ACCOUNT}logout/")
    assert not MemberSession.objects.filter(member=lan).exists()
    client.cookies["sessionid"] = kept
    assert client.get("/en/desk/").status_code == 302


def test_every_other_session_is_ended_on_demand(client: Client, lan: Member) -> None:
    other = enter(Client(), lan)
    stranger = enter(Client(), member("Minh"))
    enter(client, lan)
    assert "Log out everywhere else" in client.get(f"{ACCOUNT}sessions/").text
    client.post(f"{ACCOUNT}sessions/")
    assert other.get("/en/desk/").status_code == 302
    assert stranger.get("/en/desk/").status_code == 200
    page = client.get(f"{ACCOUNT}sessions/").text
    assert "Log out everywhere else" not in page
    assert client.session.session_key not in page


def test_another_password_ends_every_other_session(client: Client, lan: Member) -> None:
    other = enter(Client(), lan)
    enter(client, lan)
    new = "năm con chim sẻ nâu"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(f"{ACCOUNT}password/", {**sent, "oldpassword": "x"}).status_code == 200
    assert client.post(f"{ACCOUNT}password/", sent)["Location"] == ACCOUNT
    assert client.get("/en/desk/").status_code == 200
    assert other.get("/en/desk/").status_code == 302
    assert MemberSession.objects.filter(member=lan).count() == 1


def test_a_session_that_is_not_used_ends(client: Client, lan: Member) -> None:
    enter(client, lan)
    MemberSession.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert client.get("/en/desk/").status_code == 302
    log_in(client, lan)
    client.post(CODE, {"code": code_of()})
    assert not MemberSession.objects.filter(expire_date__lt=timezone.now()).exists()


def test_a_used_session_is_put_off_but_not_at_every_page(client: Client, lan: Member) -> None:
    enter(client, lan)
    session = client.session
    session["seen_at"] = time.time()
    row = MemberSession.objects.get(member=lan)
    client.get("/en/desk/")
    assert MemberSession.objects.get(member=lan).expire_date == row.expire_date
    store = client.session
    data = store.load()
    data["seen_at"] = time.time() - 600
    MemberSession.objects.filter(member=lan).update(session_data=store.encode(data))
    client.get("/en/desk/")
    assert MemberSession.objects.get(member=lan).expire_date > row.expire_date


def test_sensitive_pages_ask_once_more_with_the_second_factor(client: Client, lan: Member) -> None:
    client.force_login(lan)
    place = client.get(f"{ACCOUNT}app/remove/")["Location"]
    assert place.startswith(f"{ACCOUNT}confirm/code/?next=")
    by_password = client.post(f"{ACCOUNT}confirm/", {"password": PASSWORD})
    assert by_password["Location"].startswith(f"{ACCOUNT}confirm/code/")
    assert client.post(place, {"code": "000000"}).status_code == 200
    sent = {"code": code_of(), "next": f"{ACCOUNT}app/remove/"}
    assert client.post(place, sent)["Location"] == f"{ACCOUNT}app/remove/"
    assert client.get(f"{ACCOUNT}app/remove/").status_code == 200


def test_a_contributor_confirms_by_password(client: Client) -> None:
    hoa = member("Hoa", Role.CONTRIBUTOR, password=PASSWORD, second_factor=False)
    assert log_in(client, hoa) == "/en/desk/"
    session = client.session
    session["account_authentication_methods"] = []
    session.save()
    place = client.get(f"{ACCOUNT}app/")["Location"]
    assert place.startswith(f"{ACCOUNT}confirm/?next=")
    assert client.post(place, {"password": "wrong"}).status_code == 200
    assert client.post(place, {"password": PASSWORD})["Location"] == f"{ACCOUNT}app/"


def test_other_ways_to_confirm_are_named_in_the_language_of_the_page(
    client: Client, lan: Member
) -> None:
    kind = Authenticator.Type.WEBAUTHN
    Authenticator.objects.create(user=lan, type=kind, data={"name": "Khóa", "credential": {}})
    client.force_login(lan)
    place = f"{ACCOUNT.replace('/en/', '/vi/')}confirm/code/"
    assert "Xác nhận bằng khóa truy cập</a>" in client.get(place).text


def test_without_an_app_any_more_the_desk_closes(client: Client, lan: Member) -> None:
    enter(client, lan)
    assert client.post(f"{ACCOUNT}app/remove/")["Location"] == ACCOUNT
    assert client.get("/en/desk/")["Location"] == ACCOUNT


@pytest.mark.parametrize(
    "credential",
    [
        "",
        "null",
        "[]",
        "{}",
        "1",
        '"x"',
        "{",
        '{"id": 1}',
        '{"response": []}',
        '{"response": {}}',
        '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA",'
        '"authenticatorData":"AA","signature":"AA","userHandle":"AA"}}',
    ],
)
def test_forged_passkeys_open_nothing(client: Client, lan: Member, credential: str) -> None:
    sent = {"credential": credential}
    assert client.post(f"{LOGIN}passkey/", sent)["Location"].startswith(LOGIN)
    log_in(client, lan)
    assert client.post(CODE, sent).status_code == 200
    assert client.get("/en/desk/").status_code == 302
    enter(client, lan)
    sent = {"credential": credential, "name": "x", "passwordless": "on"}
    assert client.post(f"{ACCOUNT}passkeys/add/", sent).status_code == 200
    assert Authenticator.objects.filter(type="webauthn").count() == 0


def test_passkeys_are_begun_so_often_only_and_leave_nothing_for_good(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def begin() -> int:
        headers = {"X-Requested-With": "XMLHttpRequest"}
        return Client().get(f"{LOGIN}passkey/", headers=headers).status_code

    assert [begin() for _ in range(61)] == [200] * 60 + [429]
    assert MemberSession.objects.count() == 60
    MemberSession.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    monkeypatch.setattr(connection, "close", lambda: None)  # the test's own
    monkeypatch.setattr("kiemchung_site.claims.tasks.close_old_connections", lambda: None)
    purge_once()
    assert not MemberSession.objects.exists()


@pytest.mark.parametrize("path", [LOGIN, CODE, f"{LOGIN}passkey/", f"{ACCOUNT}logout/"])
def test_forms_of_the_way_in_need_their_token(path: str, lan: Member) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(path, {"login": lan.email, "password": PASSWORD}).status_code == 403


@pytest.mark.parametrize("value", ["\x00", "x" * 200_000, "a@b", "ẩ" * 300, "<script>"])
def test_strange_input_is_answered_with_a_page(client: Client, lan: Member, value: str) -> None:
    sent = {"login": value, "password": value, "code": value, "next": value}
    for path in (LOGIN, CODE):
        assert client.post(path, sent).status_code in (200, 302, 413)
