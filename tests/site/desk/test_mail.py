"""One-time links go by mail where a mail server is set, and are shown where none is."""

import re
from dataclasses import replace

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from kiemchung_site.config.options import MailServer
from kiemchung_site.members.models import Member, OneTimeLink, Role
from tests.site.building import member
from tests.site.desk.entering import PASSWORD, enter

WANTED = {"name": "Hoa <b>", "email": "hoa@desk.example", "role": "checker"}
LINK = re.compile(r"https://desk\.example(/\w\w/desk/account/link/[\w-]+/)")


@pytest.fixture
def an(client: Client, db: None) -> Member:
    found = member("An", Role.ADMINISTRATOR)
    enter(client, found)
    return found


@pytest.fixture
def mail_server(settings: Settings) -> None:
    server = MailServer("mail.example", 587, "", "", has_tls=False)
    settings.CONFIGURATION = replace(settings.CONFIGURATION, mail_server=server)
    settings.DEFAULT_FROM_EMAIL = "desk@desk.example"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "do not pass this mail on"), ("vi", "liên kết")]
)
def test_an_invitation_goes_by_mail_and_is_shown_to_nobody(
    client: Client, an: Member, mail_server: None, language: str, words: str
) -> None:
    page = client.post(f"/{language}/desk/members/", WANTED).text
    assert "hoa@desk.example" in page
    assert "Hoa &lt;b&gt;" in page
    assert not LINK.search(page)
    (sent,) = mail.outbox
    assert (sent.to, sent.from_email) == (["hoa@desk.example"], "desk@desk.example")
    assert "Hoa <b>" in sent.body
    assert words in sent.body.lower()
    found = LINK.search(sent.body)
    assert found is not None
    guest = Client()
    answer = guest.post(found[1], {"password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 302
    assert Member.objects.get(email="hoa@desk.example").role == Role.CHECKER


def test_without_a_mail_server_the_link_is_shown(client: Client, an: Member) -> None:
    assert LINK.search(client.post("/en/desk/members/", WANTED).text)
    assert mail.outbox == []


def test_a_link_whose_mail_failed_is_shown_with_a_word_about_it(
    client: Client,
    an: Member,
    mail_server: None,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    page = client.post("/en/desk/members/", WANTED).text
    assert "The mail could not be sent." in page
    assert LINK.search(page)
    assert OneTimeLink.objects.usable().count() == 1
    assert "hoa@desk.example" not in caplog.text


def test_a_link_for_a_new_password_goes_to_its_member(
    client: Client, an: Member, mail_server: None
) -> None:
    lan = member("Lan", password="another long password")
    page = client.post(f"/en/desk/members/{lan.pk}/", {"deed": "password"}).text
    assert not LINK.search(page)
    (sent,) = mail.outbox
    assert sent.to == [lan.email]
    assert "new password" in sent.subject
    found = LINK.search(sent.body)
    assert found is not None
    assert Client().post(found[1], {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    lan.refresh_from_db()
    assert lan.check_password(PASSWORD)


@pytest.mark.parametrize(
    "email",
    [
        "hoa@desk.example\nBcc: x@evil.example",
        "hoa@desk.example, x@evil.example",
        "Hoa <hoa@desk.example>",
        "hoa@desk.example\x00",
        "x" * 400 + "@desk.example",
    ],
)
def test_nobody_else_gets_the_mail(
    client: Client, an: Member, mail_server: None, email: str
) -> None:
    assert client.post("/en/desk/members/", WANTED | {"email": email}).status_code == 422
    assert mail.outbox == []


def test_a_name_of_several_lines_is_no_header(
    client: Client, an: Member, mail_server: None
) -> None:
    client.post("/en/desk/members/", WANTED | {"name": "Hoa\nBcc: x@evil.example"})
    for sent in mail.outbox:
        assert sent.recipients() == ["hoa@desk.example"]
        assert "\nBcc" not in sent.message().as_string().split("\n\n")[0]
