"""Putting a backup back: checked as a whole first, then swapped in at one moment."""

import hashlib
import shutil
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from kiemchung.errors import Busy, storage_errors
from kiemchung_site.errors import (
    BackupFromLater,
    NotABackup,
    OtherDatabase,
    WouldReplace,
)
from kiemchung_site.running.backup.databases import Database
from kiemchung_site.running.backup.manifest import NAME, Manifest, read_manifest

_LONGEST_MANIFEST = 1_000_000
_CHUNK = 1 << 20


def restore_backup(
    source: Path,
    database: Database,
    *,
    folder: Path,
    index: Path,
    known: frozenset[str],
    replace: bool,
) -> Manifest:
    """Make ``database`` what ``source`` holds, and forget ``index``, which has to be built anew.

    ``folder`` lies on the disk of the database; ``known`` are the migrations that this program
    has. Until the swap nothing is changed; a process that is killed leaves the old state or the
    new. Raises any BackupProblem, StorageFull, StorageReadOnly, or Busy during another restore.
    """
    if database.exists() and not replace:
        raise WouldReplace(database.place)
    with _scratch(folder) as scratch:
        manifest = _unpack(source, scratch)
        if manifest.engine != database.engine:
            raise OtherDatabase(manifest.engine, database.engine)
        if not known.issuperset(manifest.migrations):
            raise BackupFromLater(manifest.version)
        # Revisions of the new record mean nothing to the old index.
        (index / "CURRENT").unlink(missing_ok=True)
        database.replace_by(scratch / manifest.file)
    return manifest


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """Give an empty folder, for one restore at a time; one that was killed is cleared away."""
    lock = filelock.FileLock(folder / "restore.lock")
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        raise Busy(folder) from None
    scratch = folder / "restoring"
    try:
        with storage_errors(folder):
            shutil.rmtree(scratch, ignore_errors=True)
            scratch.mkdir()
            yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        lock.release()


def _unpack(source: Path, scratch: Path) -> Manifest:
    """Write the database in ``source`` to ``scratch``, checked against its checksum."""
    try:
        with tarfile.open(source, "r:gz") as packed:
            manifest = _first(packed, source)
            member = packed.next()
            if member is None or member.name != manifest.file or member.size != manifest.size:
                raise NotABackup(source, "the database is not in it")
            _write(packed, member, scratch / manifest.file)
            _read_to_the_end(packed)
    except (FileNotFoundError, IsADirectoryError):
        raise NotABackup(source, "there is no such file") from None
    except PermissionError:
        raise NotABackup(source, "it may not be read") from None
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise NotABackup(source, "it is damaged or incomplete") from error
    except OSError as error:
        # Of a wrong checksum gzip says so without a class of its own and without a number.
        if error.errno is not None:
            raise
        raise NotABackup(source, "it is damaged or incomplete") from error
    with (scratch / manifest.file).open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != manifest.sha256:
            raise NotABackup(source, "the database does not have its checksum")
    return manifest


def _first(packed: tarfile.TarFile, source: Path) -> Manifest:
    member = packed.next()
    if member is None or member.name != NAME or member.size > _LONGEST_MANIFEST:
        raise NotABackup(source, "it has no manifest")
    stream = packed.extractfile(member)
    if stream is None:
        raise NotABackup(source, "it has no manifest")
    manifest = read_manifest(source, stream.read())
    if Path(manifest.file).name != manifest.file:
        raise NotABackup(source, "its manifest cannot be read")
    return manifest


def _read_to_the_end(packed: tarfile.TarFile) -> None:
    """Let gzip compare its own checksum, which comes last."""
    if packed.next() is not None:
        raise EOFError
    while packed.fileobj is not None and packed.fileobj.read(_CHUNK):
        pass


def _write(packed: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> None:
    stream = packed.extractfile(member)
    if stream is None:
        raise EOFError
    target.touch(mode=0o600)
    with target.open("wb") as written:
        shutil.copyfileobj(stream, written, _CHUNK)
