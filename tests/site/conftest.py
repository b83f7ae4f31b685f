from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django import Settings
from pytest_django.plugin import DjangoDbBlocker

from kiemchung_site.factchecks.filling import add_sample
from kiemchung_site.factchecks.library import SiteLibrary, site_library
from kiemchung_site.members.attempts import attempts
from kiemchung_site.public import floods
from kiemchung_site.public.keeping import SHELF


@pytest.fixture(autouse=True)
def empty_shelf() -> None:
    """Let no test see a page that another one has made."""
    SHELF.clear()


@pytest.fixture(autouse=True)
def site_folder(settings: Settings, tmp_path: Path) -> Path:
    """Give each test a data folder of its own."""
    settings.CONFIGURATION = replace(settings.CONFIGURATION, data=tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def no_failures_yet() -> None:
    """Forget the failed log-ins of other tests, and what they sent from one place."""
    attempts.cache_clear()
    floods.places.cache_clear()


@pytest.fixture
def library() -> SiteLibrary:
    return site_library()


@pytest.fixture
def sample(db: None, library: SiteLibrary) -> SiteLibrary:
    """The site's library with the sample in it."""
    add_sample(library)
    return library


@pytest.fixture
def database_file(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Put an SQLite file behind the default connection of every thread, as the site has it."""
    path = tmp_path / "site.sqlite"
    usual = connections["default"]
    if usual.vendor != "sqlite":
        pytest.skip("about SQLite's file")
    monkeypatch.setitem(connections.settings["default"], "NAME", str(path))
    connections["default"] = connections.create_connection("default")
    try:
        with django_db_blocker.unblock():
            call_command("migrate", verbosity=0, interactive=False)
            yield path
            connections["default"].close()
    finally:
        connections["default"] = usual


@pytest.fixture
def database_copy(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[None]:
    """Put a copy of PostgreSQL's database behind the default connection of every thread.

    What the tests write can be neither rolled back nor emptied: the triggers hold it.
    """
    usual = connections["default"]
    original = usual.settings_dict["NAME"]
    name = f"{original}_copy"
    with django_db_blocker.unblock():
        usual.close()
        _ask_server(f'CREATE DATABASE "{name}" TEMPLATE "{original}"')
        monkeypatch.setitem(connections.settings["default"], "NAME", name)
        connections["default"] = connections.create_connection("default")
        try:
            yield
            connections["default"].close()
        finally:
            connections["default"] = usual
            monkeypatch.undo()
            _ask_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _ask_server(statement: str) -> None:
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def shared_database(request: pytest.FixtureRequest) -> None:
    """A database that threads have together; SQLite's in memory locks whole tables at once."""
    vendor = connections["default"].vendor
    request.getfixturevalue("database_file" if vendor == "sqlite" else "database_copy")
