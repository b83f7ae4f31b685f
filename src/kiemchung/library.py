"""The library on the disk: record, index and encoder in one data folder."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import platformdirs

from kiemchung.errors import IndexMissing, storage_errors
from kiemchung.matching.encoder import Encoder, open_encoder
from kiemchung.matching.encoder.choice import DEFAULT
from kiemchung.matching.index import Entry, IndexReader, IndexWriter, rebuild_index
from kiemchung.matching.matcher import Matcher
from kiemchung.store import Change, RecordStore, SqliteStore

_BATCH = 1024
"""Changes that are encoded and put on the disk together."""

Progress = Callable[[int], None]
"""Called with how many more entries are done."""


def data_folder() -> Path:
    """Return KIEMCHUNG_DATA, or the folder that the system sets aside for a user's data."""
    chosen = os.environ.get("KIEMCHUNG_DATA")
    return Path(chosen) if chosen else platformdirs.user_data_path("kiemchung")


def chosen_encoder() -> str:
    """Return the name of the encoder in KIEMCHUNG_ENCODER, or the default one."""
    return os.environ.get("KIEMCHUNG_ENCODER") or DEFAULT


def _silent(_: str) -> None:
    """Report nothing."""


@dataclass(frozen=True)
class Library:
    """All fact-checks that can be matched, in ``folder``.

    Parts are opened when they are first used: answering touches encoder and index only.
    """

    folder: Path
    encoder_name: str = DEFAULT
    report: Callable[[str], None] = _silent
    """Told, in a sentence, before something takes long."""

    @property
    def index_folder(self) -> Path:
        return self.folder / "index"

    @cached_property
    def encoder(self) -> Encoder:
        return open_encoder(self.encoder_name, self.folder / "encoders", report=self.report)

    @cached_property
    def store(self) -> RecordStore:
        return SqliteStore(self.folder / "records.sqlite")

    @cached_property
    def matcher(self) -> Matcher:
        """Raises IndexMissing, IndexMismatch or IndexDamaged."""
        return Matcher(self.encoder, IndexReader(self.index_folder, self.encoder.fingerprint))

    def is_empty(self) -> bool:
        """Say whether nothing was ever indexed here."""
        return not (self.index_folder / "CURRENT").exists()

    def open_writer(self, *, wait: float = 0.0) -> IndexWriter:
        """Open the index for writing. Raises Busy, IndexMismatch, StorageFull, StorageReadOnly."""
        return IndexWriter(self.index_folder, self.encoder, wait=wait)

    def sync(self, writer: IndexWriter, progress: Progress | None = None) -> None:
        """Bring the index up to the record."""
        _apply(writer, self.store.changes(writer.revision), progress)

    def reindex(self, progress: Progress | None = None, *, wait: float = 0.0) -> None:
        """Build the index anew from the record; readers see the old one until it is whole."""
        with storage_errors(self.folder):
            rebuild_index(
                self.index_folder,
                self.encoder,
                lambda writer: _apply(writer, self.store.changes(0), progress),
                wait=wait,
            )


def require_index(library: Library) -> None:
    """Raise IndexMissing when nothing was ever indexed in ``library``."""
    if library.is_empty():
        raise IndexMissing(library.index_folder)


def _apply(writer: IndexWriter, changes: Iterable[Change], progress: Progress | None) -> None:
    batch: list[Change] = []
    for change in changes:
        batch.append(change)
        if len(batch) == _BATCH:
            _apply_batch(writer, batch, progress)
            batch = []
    if batch:
        _apply_batch(writer, batch, progress)


def _apply_batch(writer: IndexWriter, batch: list[Change], progress: Progress | None) -> None:
    entries = [Entry(c.key, c.fact_check) for c in batch if c.fact_check is not None]
    removals = [c.key for c in batch if c.fact_check is None]
    writer.apply(entries, removals, revision=batch[-1].revision)
    if progress is not None:
        progress(len(batch))
