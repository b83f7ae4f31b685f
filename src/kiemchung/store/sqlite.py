"""The record in one SQLite file."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kiemchung.claims import FactCheck
from kiemchung.claims_json import from_fields, to_fields
from kiemchung.errors import Busy, StorageFull, StorageReadOnly, storage_errors
from kiemchung.store.base import Change, Stored, record_id, record_key

_TABLES = """
CREATE TABLE IF NOT EXISTS record (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL,
    published TEXT NOT NULL,
    content TEXT NOT NULL,
    revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_key ON record (key, published, revision);
CREATE TABLE IF NOT EXISTS change (
    key TEXT PRIMARY KEY,
    revision INTEGER NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX IF NOT EXISTS change_revision ON change (revision);
"""
_ERRORS: dict[type[StorageFull | StorageReadOnly | Busy], frozenset[str]] = {
    StorageFull: frozenset(
        {"SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_SHMSIZE"}
    ),
    StorageReadOnly: frozenset(
        {
            "SQLITE_READONLY",
            "SQLITE_READONLY_DBMOVED",
            "SQLITE_READONLY_DIRECTORY",
            "SQLITE_CANTOPEN",
        }
    ),
    Busy: frozenset({"SQLITE_BUSY", "SQLITE_LOCKED", "SQLITE_BUSY_SNAPSHOT"}),
}
_WAIT_SECONDS = 5.0
_PAGE = 500


class SqliteStore:
    """A record store in ``path``; one writer at a time, any number of readers."""

    def __init__(self, path: Path) -> None:
        """Open or begin the file. Raises StorageFull, StorageReadOnly or Busy."""
        self._path = path
        with storage_errors(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
        with self._errors():
            self._connection = sqlite3.connect(path, timeout=_WAIT_SECONDS, isolation_level=None)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.executescript(_TABLES)

    @property
    def revision(self) -> int:
        (revision,) = self._connection.execute("SELECT max(revision) FROM change").fetchone()
        return int(revision or 0)

    def put(self, checks: Sequence[FactCheck]) -> list[Stored]:
        with self._transaction():
            revision = self.revision
            results = []
            for check in checks:
                result = self._put(check, revision + 1)
                revision += result is not Stored.UNCHANGED
                results.append(result)
        return results

    def remove(self, checks: Iterable[FactCheck]) -> int:
        removed = 0
        with self._transaction():
            for check in checks:
                cursor = self._connection.execute(
                    "DELETE FROM record WHERE id = ?", (record_id(check),)
                )
                if cursor.rowcount:
                    self._mark(record_key(check), self.revision + 1)
                    removed += 1
        return removed

    def changes(self, since: int) -> Iterator[Change]:
        while True:
            rows = self._connection.execute(
                "SELECT revision, key FROM change WHERE revision > ? ORDER BY revision LIMIT ?",
                (since, _PAGE),
            ).fetchall()
            if not rows:
                return
            for revision, key in rows:
                yield Change(revision, key, self._newest(key))
            since = rows[-1][0]

    def count(self) -> int:
        (count,) = self._connection.execute("SELECT count(*) FROM record").fetchone()
        return int(count)

    def close(self) -> None:
        self._connection.close()

    def _put(self, check: FactCheck, revision: int) -> Stored:
        identity, key = record_id(check), record_key(check)
        content = json.dumps(to_fields(check), ensure_ascii=False)
        found = self._connection.execute(
            "SELECT content FROM record WHERE id = ?", (identity,)
        ).fetchone()
        if found and found[0] == content:
            return Stored.UNCHANGED
        published = check.published.isoformat() if check.published else ""
        self._connection.execute(
            "INSERT OR REPLACE INTO record VALUES (?, ?, ?, ?, ?)",
            (identity, key, published, content, revision),
        )
        self._mark(key, revision)
        return Stored.UPDATED if found else Stored.IMPORTED

    def _mark(self, key: str, revision: int) -> None:
        self._connection.execute("INSERT OR REPLACE INTO change VALUES (?, ?)", (key, revision))

    def _newest(self, key: str) -> FactCheck | None:
        row = self._connection.execute(
            "SELECT content FROM record WHERE key = ? ORDER BY published DESC, revision DESC LIMIT 1",
            (key,),
        ).fetchone()
        return from_fields(json.loads(row[0])) if row else None

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            kind = next(
                (k for k, names in _ERRORS.items() if error.sqlite_errorname in names), None
            )
            if kind is None:
                raise
            raise kind(self._path) from error
