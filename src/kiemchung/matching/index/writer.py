"""Writing the index: one writer at a time, every change on the disk before it counts."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import TracebackType

import filelock
import numpy as np

from kiemchung.errors import Busy, IndexMissing, storage_errors
from kiemchung.matching.encoder.base import Encoder
from kiemchung.matching.index.change import Change, Mark, Put, Remove, decode_batch, encode_batch
from kiemchung.matching.index.document import Document
from kiemchung.matching.index.entry import Entry
from kiemchung.matching.index.fresh import FreshPart
from kiemchung.matching.index.generation import (
    Generation,
    adopt,
    create_empty,
    current_name,
    merge,
    publish,
    remove_others,
)
from kiemchung.matching.index.journal import JournalWriter, read_journal
from kiemchung.matching.index.reader import Snapshot
from kiemchung.matching.terms import analyse

_FRESH_FEWEST = 4000
_FRESH_MOST = 10_000
_FRESH_SHARE = 0.05
"""The fresh part is merged when it holds this share of the entries, within the two bounds."""


_LOCK = "write.lock"
_SCRATCH = ".rebuild"


class IndexWriter:
    """Holds the lock of an index folder; a context manager.

    Changes count, here and in every other process, when the method that makes them returns.
    """

    def __init__(self, folder: Path, encoder: Encoder, *, wait: float = 0.0) -> None:
        """Open or begin the index in ``folder``.

        Waits up to ``wait`` seconds for another writer, then raises Busy. Raises IndexMismatch
        when another encoder made the index, StorageFull, StorageReadOnly.
        """
        self._folder = folder
        self._encoder = encoder
        self._lock = _acquire(folder, wait)
        try:
            with storage_errors(folder):
                self._open()
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> "IndexWriter":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def revision(self) -> int:
        """The record's revision up to which everything is in the index."""
        return self._snapshot.revision

    @property
    def size(self) -> int:
        """Number of entries."""
        return self._snapshot.size

    @property
    def generation_folder(self) -> Path:
        """Folder of the generation in force."""
        return self._generation.folder

    def apply(
        self, entries: Sequence[Entry], removals: Sequence[str] = (), revision: int | None = None
    ) -> None:
        """Put ``entries`` (each replaces the one with its key) and take out the keys ``removals``.

        ``revision`` is remembered as the record's revision now reached. On return the changes
        are on the disk. Raises StorageFull, in which case none of them counts.
        """
        latest = list({entry.key: entry for entry in entries}.values())
        keys = {*(entry.key for entry in latest), *removals}
        changes: list[Change] = []
        gone = [row for key in keys for row in self._snapshot.with_key(key)]
        if gone:
            changes.append(Remove(tuple(gone)))
        changes.extend(self._puts(latest))
        if revision is not None:
            changes.append(Mark(revision))
        with storage_errors(self._folder):
            self._journal.append(encode_batch(changes))
        self._fresh.apply(changes)
        self._end_row += len(latest)
        if self._is_due():
            self.merge()

    def merge(self) -> None:
        """Merge the fresh part into a new generation. Raises StorageFull; the index stays whole."""
        if not self._fresh.changes:
            return
        with storage_errors(self._folder):
            name = merge(self._folder, self._generation, self._fresh, self.revision)
            self._switch_to(name)

    def close(self) -> None:
        self._journal.close()
        self._lock.release()

    def _open(self) -> None:
        try:
            name = current_name(self._folder)
        except IndexMissing:
            name = create_empty(self._folder, self._encoder.fingerprint, self._encoder.dimensions)
            publish(self._folder, name)
        Generation(self._folder / name).require(self._encoder.fingerprint)
        self._load(name)
        remove_others(self._folder, {name})

    def _load(self, name: str) -> None:
        self._generation = Generation(self._folder / name)
        self._fresh = FreshPart(self._generation.manifest.dimensions)
        records, _ = read_journal(self._generation.journal)
        for record in records:
            self._fresh.apply(decode_batch(record))
        self._snapshot = Snapshot(self._generation, self._fresh)
        self._end_row = max(self._generation.manifest.end_row, self._fresh.end_row)
        self._journal = JournalWriter(self._generation.journal)

    def _switch_to(self, name: str) -> None:
        previous = self._generation.folder.name
        publish(self._folder, name)
        self._journal.close()
        self._load(name)
        # The one before stays for readers that are just opening it.
        remove_others(self._folder, {name, previous})

    def _puts(self, entries: Sequence[Entry]) -> Iterator[Put]:
        texts = [entry.text for entry in entries]
        encoding = self._encoder.encode_claims(texts)
        width = self._encoder.token_width
        rows = range(self._end_row, self._end_row + len(entries))
        for row, entry, text, vector, tokens in zip(
            rows, entries, texts, encoding.vectors, encoding.tokens, strict=True
        ):
            document = Document.of(entry, analyse(text), tokens, width)
            yield Put(row, document, vector.astype(np.float16))

    def _is_due(self) -> bool:
        limit = _FRESH_SHARE * self._generation.manifest.entries
        return self._fresh.changes >= min(max(limit, _FRESH_FEWEST), _FRESH_MOST)


def rebuild_index(
    folder: Path, encoder: Encoder, fill: Callable[[IndexWriter], None], *, wait: float = 0.0
) -> None:
    """Replace the index in ``folder`` by a new one into which ``fill`` puts everything.

    Readers see the old index until the new one is whole. Raises Busy, StorageFull or
    StorageReadOnly, in which case the old one stays.
    """
    lock = _acquire(folder, wait)
    scratch = folder / _SCRATCH
    try:
        with storage_errors(folder):
            shutil.rmtree(scratch, ignore_errors=True)
            with IndexWriter(scratch, encoder) as writer:
                fill(writer)
                writer.merge()
                built = writer.generation_folder
            name = adopt(folder, built)
            publish(folder, name)
            remove_others(folder, {name})
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        lock.release()


def _acquire(folder: Path, wait: float) -> filelock.BaseFileLock:
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / _LOCK)
        try:
            lock.acquire(timeout=wait)
        except filelock.Timeout:
            raise Busy(folder) from None
    return lock
