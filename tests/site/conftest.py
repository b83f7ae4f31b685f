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
def shared_database(request: pytest.FixtureRequest) -> None:
    """A database that threads have together; SQLite's in memory locks whole tables at once."""
    if connections["default"].vendor == "sqlite":
        request.getfixturevalue("database_file")
