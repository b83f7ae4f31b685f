"""Every setting of the site: its name, its default, what it means, how it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from email.utils import parseaddr
from enum import StrEnum
from typing import Generic, TypeVar
from urllib.parse import unquote, urlsplit

T = TypeVar("T")

_SHORTEST_TOKEN = 20


class Mode(StrEnum):
    """Where the site runs."""

    PRODUCTION = "production"
    DEVELOPMENT = "development"


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
    """One setting, read from the environment variable ``name``."""

    name: str
    default: str
    """As it would stand in the environment; what is shown in the documentation."""
    help: str
    parse: Callable[[str], T]
    """Raises ValueError, with what would be right, on anything else."""


def _text(value: str) -> str:
    return value.strip()


def _mode(value: str) -> Mode:
    try:
        return Mode(value)
    except ValueError:
        raise ValueError("Use production or development.") from None


def _whole_number(value: str) -> int:
    if not value.isdecimal() or int(value) < 1:
        raise ValueError("Use a whole number from 1.")
    return int(value)


def _hosts(value: str) -> tuple[str, ...]:
    hosts = tuple(filter(None, (host.strip() for host in value.split(","))))
    if "*" in hosts:
        raise ValueError("Name the hosts; * would accept any.")
    return hosts


def _token(value: str) -> str:
    token = value.strip()
    if token and (len(token) < _SHORTEST_TOKEN or not token.isascii()):
        raise ValueError(f"Use at least {_SHORTEST_TOKEN} random letters and digits.")
    return token


@dataclass(frozen=True, slots=True)
class MailServer:
    """Who takes the desk's mail, and how it is spoken to."""

    host: str
    port: int
    user: str
    password: str
    has_tls: bool
    """From the first byte on; otherwise it starts after the greeting, unless it is this machine."""

    @property
    def starts_tls(self) -> bool:
        return not self.has_tls and self.host not in _THIS_MACHINE


_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def _mail_server(value: str) -> MailServer | None:
    if not value.strip():
        return None
    parts = urlsplit(value.strip())
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname or parts.path.strip("/"):
        raise ValueError("Use an address such as smtp://user:password@mail.example.")
    usual = 465 if parts.scheme == "smtps" else 25 if parts.hostname in _THIS_MACHINE else 587
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    return MailServer(parts.hostname, parts.port or usual, user, password, parts.scheme == "smtps")


def _sender(value: str) -> str:
    sender = value.strip()
    address = parseaddr(sender)[1]
    if sender and (not sender.isprintable() or "@" not in address or " " in address):
        raise ValueError("Use an address such as Kiểm Chứng <desk@desk.example>.")
    return sender


def _origin(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/"):
        raise ValueError("Use an address without a path, such as https://desk.example.")
    return f"{parts.scheme}://{parts.netloc}"


MODE = Option(
    "KIEMCHUNG_MODE",
    "production",
    "`production`, or `development`: a secret key is made for you and plain http is allowed",
    _mode,
)
SECRET_KEY = Option(
    "KIEMCHUNG_SECRET_KEY",
    "",
    "key for signatures, at least 50 random characters; required in production",
    _text,
)
ORIGIN = Option(
    "KIEMCHUNG_ORIGIN",
    "http://127.0.0.1:8000",
    "the site's public address, as it stands in links, feeds and ClaimReview",
    _origin,
)
HOSTS = Option(
    "KIEMCHUNG_HOSTS",
    "127.0.0.1,localhost",
    "host names that are answered, beside the one of the public address; comma-separated",
    _hosts,
)
DATABASE_URL = Option(
    "DATABASE_URL",
    "",
    "`postgres://user:password@host/name`; without it, an SQLite file in the data folder",
    _text,
)
DESK_NAME = Option(
    "KIEMCHUNG_DESK_NAME",
    "Kiểm Chứng",
    "the desk's name, as publisher of its fact-checks",
    _text,
)
WORKERS = Option(
    "KIEMCHUNG_WORKERS",
    "1",
    "processes that answer requests; each needs some 400 MB",
    _whole_number,
)
QUESTION_DAYS = Option(
    "KIEMCHUNG_QUESTION_DAYS",
    "90",
    "days after which a question is deleted and overwritten, answered or not",
    _whole_number,
)
MAIL_SERVER = Option(
    "KIEMCHUNG_MAIL_SERVER",
    "",
    "`smtp://user:password@host` (TLS after the greeting) or `smtps://…`; without it, no mail is sent and one-time links are shown to whoever makes them",
    _mail_server,
)
MAIL_FROM = Option(
    "KIEMCHUNG_MAIL_FROM",
    "",
    "who the mail is from, such as `Kiểm Chứng <desk@desk.example>`; required with a mail server",
    _sender,
)
METRICS_TOKEN = Option(
    "KIEMCHUNG_METRICS_TOKEN",
    "",
    "whoever sends it as `Authorization: Bearer …` may read `/metrics`; without it there is no such page",
    _token,
)

OPTIONS = (
    MODE,
    SECRET_KEY,
    ORIGIN,
    HOSTS,
    DATABASE_URL,
    DESK_NAME,
    WORKERS,
    METRICS_TOKEN,
    QUESTION_DAYS,
    MAIL_SERVER,
    MAIL_FROM,
)
