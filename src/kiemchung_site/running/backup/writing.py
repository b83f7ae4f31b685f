"""Making a backup: copy, checksum, one archive, moved into place when it is whole."""

import io
import os
import tarfile
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from kiemchung.errors import storage_errors
from kiemchung.files import sha256_of, sync_folder
from kiemchung_site.errors import NoFolder, NothingToBackUp
from kiemchung_site.running.backup.databases import Database
from kiemchung_site.running.backup.manifest import FORMAT, NAME, Manifest


def write_backup(database: Database, target: Path, migrations: Iterable[str]) -> Manifest:
    """Write ``database`` to ``target``, which only this user can read, and return its manifest.

    An older file at ``target`` is replaced once the new one is whole. Raises StorageFull,
    StorageReadOnly, Busy, NothingToBackUp, NoFolder or ToolProblem, and leaves nothing behind
    then.
    """
    if not database.exists():
        raise NothingToBackUp(database.place)
    if target.is_dir() or not target.parent.is_dir():
        raise NoFolder(target)
    with (
        storage_errors(target.parent),
        tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as made,
    ):
        copy = Path(made) / database.file_name
        database.copy_to(copy)
        manifest = _describe(database, copy, migrations)
        archive = Path(made) / "archive"
        _pack(archive, copy, manifest)
        archive.replace(target)
        sync_folder(target.parent)
    return manifest


def _describe(database: Database, copy: Path, migrations: Iterable[str]) -> Manifest:
    return Manifest(
        format=FORMAT,
        version=version("kiemchung"),
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        engine=database.engine,
        migrations=sorted(migrations),
        file=database.file_name,
        size=copy.stat().st_size,
        sha256=sha256_of(copy),
    )


def _pack(archive: Path, copy: Path, manifest: Manifest) -> None:
    archive.touch(mode=0o600)
    with archive.open("wb") as stream:
        with tarfile.open(fileobj=stream, mode="w:gz", compresslevel=6) as packed:
            head = tarfile.TarInfo(NAME)
            content = manifest.as_json()
            head.size = len(content)
            packed.addfile(head, io.BytesIO(content))
            packed.add(copy, manifest.file)
        stream.flush()
        os.fsync(stream.fileno())
