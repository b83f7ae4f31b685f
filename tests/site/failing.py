"""An SQLite file that fails as it does in real life."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Let somebody else write for longer than the site waits."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def gone(file: Path) -> Iterator[None]:
    """Move the whole folder of the file, as when its disk is not there any more."""
    connection.close()
    elsewhere = file.parent.rename(file.parent.with_name("elsewhere"))
    try:
        yield
    finally:
        connection.close()
        elsewhere.rename(file.parent)


FAILURES = [
    (locked, "Another write is under way."),
    (gone, "The database of the site cannot be reached."),
]
