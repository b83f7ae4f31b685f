"""The settings of one installation, read once and frozen."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from kiemchung.errors import storage_errors
from kiemchung.library import chosen_encoder, data_folder
from kiemchung_site.config import options
from kiemchung_site.config.options import MailServer, Mode, Option
from kiemchung_site.errors import BadSetting

T = TypeVar("T")

_SHORTEST_KEY = 50


@dataclass(frozen=True, slots=True)
class Configuration:
    """What an operator has chosen."""

    mode: Mode
    secret_key: str
    origin: str
    hosts: tuple[str, ...]
    database_url: str
    desk_name: str
    workers: int
    metrics_token: str
    question_days: int
    mail_server: MailServer | None
    mail_from: str
    data: Path
    """The library's data folder; the site's own files are in its folder ``site``."""
    encoder: str

    @property
    def folder(self) -> Path:
        """Where the site's database and index are."""
        return self.data / "site"

    @property
    def is_secure(self) -> bool:
        """Whether the site is reached by https."""
        return self.origin.startswith("https:")


def read_configuration(environment: Mapping[str, str]) -> Configuration:
    """Read all settings. Raises BadSetting, StorageFull or StorageReadOnly."""
    data = data_folder()
    folder = data / "site"
    with storage_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mode = _read(options.MODE, environment)
    origin = _read(options.ORIGIN, environment)
    own_host = urlsplit(origin).hostname or ""
    return Configuration(
        mode=mode,
        secret_key=_secret_key(environment, mode, folder / "secret-key"),
        origin=origin,
        hosts=tuple(dict.fromkeys((own_host, *_read(options.HOSTS, environment)))),
        database_url=_read(options.DATABASE_URL, environment)
        or f"sqlite:///{folder / 'site.sqlite'}",
        desk_name=_read(options.DESK_NAME, environment),
        workers=_read(options.WORKERS, environment),
        metrics_token=_read(options.METRICS_TOKEN, environment),
        question_days=_read(options.QUESTION_DAYS, environment),
        mail_server=_read(options.MAIL_SERVER, environment),
        mail_from=_mail_from(environment),
        data=data,
        encoder=chosen_encoder(),
    )


def _read(option: Option[T], environment: Mapping[str, str]) -> T:
    try:
        return option.parse(environment.get(option.name, option.default))
    except ValueError as error:
        raise BadSetting(option.name, str(error)) from None


def _mail_from(environment: Mapping[str, str]) -> str:
    given = _read(options.MAIL_FROM, environment)
    if not given and _read(options.MAIL_SERVER, environment) is not None:
        raise BadSetting(options.MAIL_FROM.name, "Say who the mail is from.")
    return given


def _secret_key(environment: Mapping[str, str], mode: Mode, kept: Path) -> str:
    """Return the chosen key; in development, one that is made on the first run."""
    given = _read(options.SECRET_KEY, environment)
    if mode is Mode.PRODUCTION and len(given) < _SHORTEST_KEY:
        raise BadSetting(
            options.SECRET_KEY.name, f"In production it has at least {_SHORTEST_KEY} characters."
        )
    if given:
        return given
    with storage_errors(kept):
        if not kept.exists():
            kept.touch(mode=0o600)
            kept.write_text(secrets.token_urlsafe(_SHORTEST_KEY), encoding="ascii")
        return kept.read_text(encoding="ascii")
