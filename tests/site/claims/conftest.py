"""A database in a file, as the site has it: tests otherwise use one in memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture
def database_file(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Path]:
    """Put an SQLite file behind the default connection of every thread."""
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
