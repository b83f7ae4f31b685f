import re
import stat
from pathlib import Path

import pytest

from kiemchung_site.config.configuration import Configuration, read_configuration
from kiemchung_site.config.options import OPTIONS, MailServer, Mode
from kiemchung_site.errors import BadSetting

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "site.md").read_text(encoding="utf-8")
KEY = "k" * 50


def read(**environment: str) -> Configuration:
    return read_configuration(environment)


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_setting_is_documented_with_its_default_and_help(option) -> None:  # type: ignore[no-untyped-def]
    (row,) = (line for line in PAGE.splitlines() if line.startswith(f"| `{option.name}` |"))
    assert row == f"| `{option.name}` | {option.help} | {_shown(option.default)} |"


def _shown(default: str) -> str:
    return f"`{default}`" if default else "none"


def test_every_documented_setting_exists() -> None:
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE))
    assert documented == {option.name for option in OPTIONS}


def test_every_default_can_be_read() -> None:
    for option in OPTIONS:
        option.parse(option.default)


@pytest.mark.parametrize("key", ["", "short"])
def test_production_needs_a_secret_key(key: str) -> None:
    with pytest.raises(BadSetting, match="KIEMCHUNG_SECRET_KEY"):
        read(KIEMCHUNG_SECRET_KEY=key)


def test_production_is_where_the_site_runs_unless_it_is_told_otherwise() -> None:
    assert read(KIEMCHUNG_SECRET_KEY=KEY).mode is Mode.PRODUCTION


def test_development_makes_a_key_once_that_nobody_else_can_read() -> None:
    first = read(KIEMCHUNG_MODE="development")
    assert len(first.secret_key) >= 50
    assert read(KIEMCHUNG_MODE="development").secret_key == first.secret_key
    assert stat.S_IMODE((first.folder / "secret-key").stat().st_mode) == 0o600


def test_production_does_not_take_the_key_of_development() -> None:
    read(KIEMCHUNG_MODE="development")
    with pytest.raises(BadSetting):
        read()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KIEMCHUNG_MODE", "debug"),
        ("KIEMCHUNG_WORKERS", "0"),
        ("KIEMCHUNG_WORKERS", "two"),
        ("KIEMCHUNG_HOSTS", "*"),
        ("KIEMCHUNG_ORIGIN", "desk.example"),
        ("KIEMCHUNG_ORIGIN", "https://desk.example/path"),
        ("KIEMCHUNG_MAIL_SERVER", "mail.example"),
        ("KIEMCHUNG_MAIL_SERVER", "http://mail.example"),
        ("KIEMCHUNG_MAIL_SERVER", "smtp://mail.example:x"),
        ("KIEMCHUNG_MAIL_FROM", "nobody"),
        ("KIEMCHUNG_MAIL_FROM", "x@y\nBcc: z@y"),
    ],
)
def test_a_wrong_value_is_named_with_what_would_be_right(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        read(**{"KIEMCHUNG_SECRET_KEY": KEY, name: value})


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp://mail.example", MailServer("mail.example", 587, "", "", has_tls=False)),
        ("smtps://u%40x:p%2Fw@mail.example", MailServer("mail.example", 465, "u@x", "p/w", True)),
        ("smtp://localhost", MailServer("localhost", 25, "", "", has_tls=False)),
        ("smtp://mail.example:2525", MailServer("mail.example", 2525, "", "", has_tls=False)),
    ],
)
def test_mail_is_encrypted_but_on_the_same_machine(address: str, expected: MailServer) -> None:
    sender = {"KIEMCHUNG_MAIL_SERVER": address, "KIEMCHUNG_MAIL_FROM": "Bàn <desk@desk.example>"}
    found = read(KIEMCHUNG_SECRET_KEY=KEY, **sender)
    assert found.mail_server == expected
    assert (expected.has_tls or expected.starts_tls) is (expected.host != "localhost")


def test_a_mail_server_needs_a_sender() -> None:
    with pytest.raises(BadSetting, match="KIEMCHUNG_MAIL_FROM"):
        read(KIEMCHUNG_SECRET_KEY=KEY, KIEMCHUNG_MAIL_SERVER="smtp://mail.example")


def test_the_host_of_the_public_address_is_answered() -> None:
    found = read(KIEMCHUNG_SECRET_KEY=KEY, KIEMCHUNG_ORIGIN="https://desk.example/")
    assert found.hosts == ("desk.example", "127.0.0.1", "localhost")
    assert found.is_secure


def test_the_database_is_a_file_in_the_data_folder_or_what_the_address_says() -> None:
    found = read(KIEMCHUNG_SECRET_KEY=KEY)
    assert found.database_url == f"sqlite:///{found.folder / 'site.sqlite'}"
    address = "postgres://u:p@db.example/kc"
    assert read(KIEMCHUNG_SECRET_KEY=KEY, DATABASE_URL=address).database_url == address
