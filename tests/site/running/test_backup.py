"""A backup is whole or refused; a restore is done or has changed nothing."""

import errno
import json
import os
import signal
import sqlite3
import subprocess
import sys
import tarfile
import threading
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiemchung.errors import Busy, StorageFull
from kiemchung_site.errors import (
    BackupFromLater,
    BackupProblem,
    NoFolder,
    NotABackup,
    NothingToBackUp,
    OtherDatabase,
    SiteInUse,
    ToolProblem,
    WouldReplace,
)
from kiemchung_site.running.backup import (
    Manifest,
    PostgresqlDatabase,
    SqliteDatabase,
    databases,
    restore_backup,
    write_backup,
)
from tests.serving import ROOT, call_inside, command, environment_of

KNOWN = frozenset({"factchecks.0001_initial"})


@dataclass(frozen=True)
class Place:
    """A site's folder, as far as backups know it."""

    folder: Path

    @property
    def path(self) -> Path:
        return self.folder / "site.sqlite"

    @property
    def database(self) -> SqliteDatabase:
        return SqliteDatabase(self.path)

    def rows(self) -> list[str]:
        with closing(sqlite3.connect(self.path)) as opened:
            return [row for (row,) in opened.execute("SELECT said FROM words ORDER BY rowid")]

    def write(self, *words: str) -> None:
        with closing(sqlite3.connect(self.path)) as opened, opened:
            opened.execute("PRAGMA journal_mode = WAL")
            opened.execute("CREATE TABLE IF NOT EXISTS words (said)")
            opened.executemany("INSERT INTO words VALUES (?)", [(word,) for word in words])

    def back_up(self, name: str = "backup") -> Path:
        write_backup(self.database, self.folder / name, KNOWN)
        return self.folder / name

    def restore(self, source: Path, *, replace: bool = True) -> Manifest:
        return restore_backup(
            source,
            self.database,
            folder=self.folder,
            index=self.folder / "index",
            known=KNOWN,
            replace=replace,
        )


@pytest.fixture
def place(tmp_path: Path) -> Place:
    folder = tmp_path / "one"
    folder.mkdir()
    found = Place(folder)
    found.write("first", "second")
    return found


@pytest.fixture
def other(tmp_path: Path) -> Place:
    folder = tmp_path / "other"
    folder.mkdir()
    return Place(folder)


def test_what_was_backed_up_is_there_again(place: Place, other: Place) -> None:
    manifest = other.restore(place.back_up(), replace=False)
    assert other.rows() == ["first", "second"]
    assert manifest.engine == "sqlite"
    assert manifest.migrations == sorted(KNOWN)


def test_only_its_owner_can_read_a_backup(place: Place) -> None:
    assert place.back_up().stat().st_mode & 0o077 == 0


def test_nothing_is_left_beside_a_backup(place: Place) -> None:
    before = {path.name for path in place.folder.iterdir()}
    place.back_up()
    assert {path.name for path in place.folder.iterdir()} - before == {"backup"}


def test_a_backup_while_others_write_is_of_one_moment(place: Place) -> None:
    """Rows are written in pairs; a backup with half a pair would be of two moments."""
    stop = threading.Event()

    def keep_writing() -> None:
        while not stop.is_set():
            place.write("left", "right")

    writer = threading.Thread(target=keep_writing)
    writer.start()
    try:
        backups = [place.back_up(f"backup-{number}") for number in range(5)]
    finally:
        stop.set()
        writer.join()
    for number, backup in enumerate(backups):
        folder = place.folder / f"restored-{number}"
        folder.mkdir()
        restored = Place(folder)
        restored.restore(backup)
        rows = restored.rows()
        assert rows.count("left") == rows.count("right")


def test_what_is_there_stays_unless_it_may_go(place: Place) -> None:
    backup = place.back_up()
    place.write("third")
    with pytest.raises(WouldReplace):
        place.restore(backup, replace=False)
    assert place.rows() == ["first", "second", "third"]
    place.restore(backup)
    assert place.rows() == ["first", "second"]


def test_an_index_of_the_old_record_is_forgotten(place: Place) -> None:
    current = place.folder / "index" / "CURRENT"
    current.parent.mkdir()
    current.write_text("generation-000001")
    place.restore(place.back_up())
    assert not current.exists()


def test_a_running_site_is_not_replaced(place: Place) -> None:
    backup = place.back_up()
    place.write("third")
    with closing(sqlite3.connect(place.path)) as reader:
        reader.execute("SELECT * FROM words").fetchall()
        with pytest.raises(SiteInUse):
            place.restore(backup)
    assert place.rows() == ["first", "second", "third"]


def test_a_damaged_database_can_be_replaced(place: Place) -> None:
    backup = place.back_up()
    place.path.write_bytes(b"no database at all" * 100)
    with pytest.raises(WouldReplace):
        place.restore(backup, replace=False)
    place.restore(backup)
    assert place.rows() == ["first", "second"]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_truncated_backup_is_refused(place: Place, share: float) -> None:
    backup = place.back_up()
    content = backup.read_bytes()
    backup.write_bytes(content[: int(len(content) * share)])
    refused(place, backup)


@pytest.mark.parametrize("position", [0.1, 0.3, 0.6, 0.95, 0.999])
def test_a_changed_byte_is_noticed(place: Place, position: float) -> None:
    backup = place.back_up()
    content = bytearray(backup.read_bytes())
    content[int(len(content) * position)] ^= 0xFF
    backup.write_bytes(content)
    refused(place, backup)


def test_other_files_are_refused(place: Place, tmp_path: Path) -> None:
    text, archive = tmp_path / "text", tmp_path / "archive"
    text.write_text("not a backup")
    with tarfile.open(archive, "w:gz") as packed:
        packed.add(text, "../../evil")
    for wrong in (text, archive, tmp_path / "nothing", tmp_path):
        refused(place, wrong)
    assert not (tmp_path.parent / "evil").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"file": "../../evil"},
        {"sha256": "0" * 64},
        {"size": 1},
        {"format": 99},
        {"unknown": "field"},
    ],
)
def test_a_manifest_that_is_wrong_is_refused(place: Place, change: dict[str, object]) -> None:
    backup = rewritten(place, change)
    refused(place, backup)


def rewritten(place: Place, change: dict[str, object]) -> Path:
    """Return a backup whose manifest says something else."""
    folder = place.folder / "unpacked"
    with tarfile.open(place.back_up()) as packed:
        packed.extractall(folder, filter="data")
    manifest = json.loads((folder / "manifest.json").read_bytes())
    (folder / "manifest.json").write_text(json.dumps({**manifest, **change}))
    with tarfile.open(place.folder / "changed", "w:gz") as packed:
        packed.add(folder / "manifest.json", "manifest.json")
        packed.add(folder / "database.sqlite", "database.sqlite")
    return place.folder / "changed"


def refused(place: Place, backup: Path, kind: type[BackupProblem] = NotABackup) -> None:
    with pytest.raises(kind):
        place.restore(backup)
    assert place.rows() == ["first", "second"]
    assert not (place.folder / "restoring").exists()


def test_a_backup_of_a_later_version_or_another_database_is_refused(place: Place) -> None:
    later = rewritten(place, {"migrations": [*KNOWN, "factchecks.9999_later"]})
    refused(place, later, BackupFromLater)


def test_a_backup_of_another_kind_of_database_is_refused(place: Place) -> None:
    refused(place, rewritten(place, {"engine": "postgresql"}), OtherDatabase)


def test_a_full_disk_leaves_the_old_backup(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = place.back_up()
    before = backup.read_bytes()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tarfile.TarFile, "add", full)
    with pytest.raises(StorageFull):
        place.back_up()
    assert backup.read_bytes() == before
    assert [path.name for path in place.folder.iterdir() if path.name.startswith(".")] == []


def test_a_full_disk_while_restoring_changes_nothing(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = place.back_up()

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(StorageFull):
        place.restore(backup)
    assert place.rows() == ["first", "second"]


def test_there_has_to_be_a_site_and_a_folder(place: Place, other: Place, tmp_path: Path) -> None:
    with pytest.raises(NothingToBackUp):
        other.back_up()
    assert not other.path.exists()
    for wrong in (tmp_path / "nowhere" / "backup", place.folder):
        with pytest.raises(NoFolder):
            write_backup(place.database, wrong, KNOWN)


def test_one_restore_at_a_time(place: Place) -> None:
    import filelock

    backup = place.back_up()
    with filelock.FileLock(place.folder / "restore.lock"), pytest.raises(Busy):
        place.restore(backup)


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.site.running import test_backup
from kiemchung_site.running.backup import restoring
place = test_backup.Place(Path(sys.argv[1]))
moment = sys.argv[2]
def die(*_, **__): os.kill(os.getpid(), signal.SIGKILL)
if moment == "unpacking": restoring._write = die
if moment == "before the swap": Path.replace = die
if moment == "after the swap":
    from kiemchung_site.running.backup import databases
    databases.sync_folder = die
place.restore(Path(sys.argv[3]))
"""


@pytest.mark.parametrize(
    ("moment", "rows"),
    [
        ("unpacking", ["first", "second", "third"]),
        ("before the swap", ["first", "second", "third"]),
        ("after the swap", ["first", "second"]),
    ],
)
def test_a_kill_leaves_the_old_state_or_the_new(place: Place, moment: str, rows: list[str]) -> None:
    backup = place.back_up()
    place.write("third")
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(place.folder), moment, str(backup)],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.site.settings"},
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert place.rows() == rows
    place.restore(backup)
    assert place.rows() == ["first", "second"]
    assert not (place.folder / "restoring").exists()


def test_missing_tools_of_postgresql_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(databases.shutil, "which", lambda _: None)
    database = PostgresqlDatabase({"NAME": "kc", "HOST": "db.example", "PASSWORD": "secret"})
    with pytest.raises(ToolProblem, match="apt-get install postgresql-client"):
        database.copy_to(tmp_path / "copy")
    assert "secret" not in database.place


def test_what_a_tool_complains_about_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "pg_dump"
    tool.write_text("#!/bin/sh\necho 'pg_dump: no server' >&2\nexit 1\n")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(ToolProblem, match="pg_dump: no server"):
        PostgresqlDatabase({"NAME": "kc"}).copy_to(tmp_path / "copy")


@pytest.mark.slow
def test_a_site_moves_to_a_new_folder_and_answers_there(tmp_path: Path) -> None:
    """By the commands that are documented, with everything that a site has."""
    old, new = environment_of(tmp_path / "old" / "data"), environment_of(tmp_path / "new" / "data")
    (tmp_path / "old").mkdir()
    (tmp_path / "new").mkdir()
    backup = str(tmp_path / "backup")
    call_inside(old, "tests.site.running.moving:fill")
    done = command(old, "backup", backup)
    assert done.returncode == 0, done.stderr
    assert "The secret key is not in it" in done.stdout
    done = command(new, "restore", backup)
    assert done.returncode == 0, done.stderr
    assert call_inside(new, "tests.site.running.moving:look") == call_inside(
        old, "tests.site.running.moving:look"
    )
    assert command(new, "restore", backup).returncode == 1
    assert command(new, "doctor").returncode == 0
