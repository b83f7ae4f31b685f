"""The databases that can be copied while they are in use, and replaced as a whole."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from django.db import connection

from kiemchung.errors import Busy, StorageFull, storage_errors
from kiemchung.files import sync_folder
from kiemchung_site.errors import NotABackup, SiteInUse, ToolProblem


class Database(Protocol):
    """Everything that the desk has written."""

    engine: str
    file_name: str
    """What its copy is called in a backup."""

    @property
    def place(self) -> str:
        """Where it is, for people, without a password."""

    def exists(self) -> bool:
        """Say whether a site was ever set up in it."""

    def copy_to(self, target: Path) -> None:
        """Write its state of one moment to ``target``, whoever writes meanwhile."""

    def replace_by(self, copy: Path) -> None:
        """Become what ``copy`` holds, whole or not at all. Raises SiteInUse or NotABackup."""


class SqliteDatabase:
    engine = "sqlite"
    file_name = "database.sqlite"

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def place(self) -> str:
        return str(self._path)

    def exists(self) -> bool:
        if not self._path.exists():
            return False
        with closing(sqlite3.connect(self._path)) as opened:
            try:
                # Django makes an empty file by connecting.
                return bool(opened.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone())
            except sqlite3.DatabaseError:
                return True  # damaged, but not nothing

    def copy_to(self, target: Path) -> None:
        with _sqlite_errors(target), closing(sqlite3.connect(target)) as copy:
            with closing(sqlite3.connect(self._path)) as source:
                source.backup(copy)
            # One file, without a journal beside it.
            copy.execute("PRAGMA journal_mode = DELETE")
            require_whole(copy, target)

    def replace_by(self, copy: Path) -> None:
        with closing(sqlite3.connect(copy)) as opened:
            require_whole(opened, copy)
        with self._alone(), storage_errors(self._path):
            copy.replace(self._path)
            sync_folder(self._path.parent)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep everybody else out of the old file. Raises SiteInUse when somebody is in it."""
        if not self.exists():
            yield
            return
        with closing(sqlite3.connect(self._path, timeout=0, isolation_level=None)) as old:
            try:
                # Given only to whoever is alone; it brings the journal into the file.
                old.execute("PRAGMA journal_mode = DELETE")
                old.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError:
                raise SiteInUse(self.place) from None
            except sqlite3.DatabaseError:
                self._drop_journal()  # of a damaged file it would be played into the new one
            yield

    def _drop_journal(self) -> None:
        for ending in ("-wal", "-shm", "-journal"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)


def require_whole(opened: sqlite3.Connection, file: Path) -> None:
    """Raise NotABackup unless SQLite finds the database sound."""
    try:
        (said,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise NotABackup(file, str(error)) from None
    if said != "ok":
        raise NotABackup(file, said)


@contextmanager
def _sqlite_errors(place: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if "full" in str(error):
            raise StorageFull(place) from error
        if "locked" in str(error):
            raise Busy(place.parent) from error
        raise


class PostgresqlDatabase:
    """A database on a server, through the tools that come with PostgreSQL."""

    engine = "postgresql"
    file_name = "database.dump"

    def __init__(self, settings: Mapping[str, object]) -> None:
        names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGDATABASE": "NAME"}
        self._access = {
            variable: str(settings[name])
            for variable, name in {**names, "PGPASSWORD": "PASSWORD"}.items()
            if settings.get(name)
        }

    @property
    def place(self) -> str:
        return f"the database {self._access.get('PGDATABASE', '')}"

    def exists(self) -> bool:
        return "django_migrations" in connection.introspection.table_names()

    def copy_to(self, target: Path) -> None:
        self._run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")

    def replace_by(self, copy: Path) -> None:
        self._require_alone()
        connection.close()
        self._run(
            "pg_restore",
            "--single-transaction",
            "--exit-on-error",
            "--clean",
            "--if-exists",
            "--no-owner",
            "--no-privileges",
            f"--dbname={self._access.get('PGDATABASE', '')}",
            str(copy),
        )

    def _require_alone(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            (others,) = cursor.fetchone()
        if others:
            raise SiteInUse(self.place)

    def _run(self, tool: str, *arguments: str) -> None:
        found = shutil.which(tool)
        if found is None:
            raise ToolProblem(
                tool, "it is not installed (Debian: apt-get install postgresql-client)"
            )
        done = subprocess.run(  # noqa: S603 - the tool and its options are ours
            [found, *arguments],
            env={**os.environ, **self._access},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            lines = done.stderr.strip().splitlines() or ["it gives no reason"]
            raise ToolProblem(tool, lines[0].rstrip("."))
