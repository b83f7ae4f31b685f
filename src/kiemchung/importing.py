"""Import: from sources to the record to the index, with an exact account of what was left out."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

import httpx

from kiemchung.claimreview import Found, Skipped, SkipReason, open_source
from kiemchung.claims import FactCheck
from kiemchung.library import Library
from kiemchung.matching.index import IndexWriter
from kiemchung.store import Stored

T = TypeVar("T")

_BATCH = 1024
_EXAMPLES = 3

Progress = Callable[[str, int, int, int], None]
"""Called with the source, bytes read, bytes in all, and items done in it."""


@dataclass
class ImportReport:
    """What became of everything that was read."""

    counts: Counter[Stored] = field(default_factory=Counter)
    skipped: Counter[SkipReason] = field(default_factory=Counter)
    examples: dict[SkipReason, list[str]] = field(default_factory=lambda: defaultdict(list))
    """For each reason the first few: where, and a word to recognise it by."""
    interrupted: bool = False

    @property
    def read(self) -> int:
        return self.counts.total() + self.skipped.total()

    def skip(self, source: str, place: str, skipped: Skipped) -> None:
        self.skipped[skipped.reason] += 1
        if len(self.examples[skipped.reason]) < _EXAMPLES:
            example = " ".join(skipped.example.split())
            self.examples[skipped.reason].append(f"{source}, {place}: {example}".rstrip(": "))


def import_sources(
    library: Library,
    names: Iterable[str],
    progress: Progress | None = None,
    transport: httpx.BaseTransport | None = None,
) -> ImportReport:
    """Import every path and address in ``names``.

    Each batch is on the disk, and can be found, before the next is read; importing the same
    again changes nothing, so an interrupted import goes on where it stopped. An interrupt
    ends the import after the batch under way.

    Raises UnreadableSource or UnknownFormat for a source that gives nothing, Busy,
    StorageFull or StorageReadOnly; what was imported before stays.
    """
    report = ImportReport()
    with library.open_writer() as writer:
        library.sync(writer)
        try:
            for name in names:
                _import_source(library, writer, name, report, progress, transport)
        except KeyboardInterrupt:
            report.interrupted = True
        writer.merge()
    return report


def import_checks(
    library: Library,
    checks: Iterable[FactCheck],
    advance: Callable[[int], None] | None = None,
    *,
    wait: float = 0.0,
) -> ImportReport:
    """Import fact-checks that are already in hand.

    Waits up to ``wait`` seconds for another writer, then raises Busy.
    """
    report = ImportReport()
    with library.open_writer(wait=wait) as writer:
        library.sync(writer)
        given = (Found(check, f"number {n}") for n, check in enumerate(checks, start=1))
        for batch in _batches(given):
            _put(library, "given", batch, report)
            library.sync(writer, advance)
        writer.merge()
    return report


def _import_source(
    library: Library,
    writer: IndexWriter,
    name: str,
    report: ImportReport,
    progress: Progress | None,
    transport: httpx.BaseTransport | None,
) -> None:
    done = 0
    with open_source(name, transport) as source:
        for batch in _batches(source.found):
            _put(library, name, batch, report)
            library.sync(writer)
            done += len(batch)
            if progress is not None:
                progress(name, source.position(), source.size, done)


def _put(library: Library, name: str, batch: list[Found], report: ImportReport) -> None:
    usable = list(_usable(batch, name, report))
    results = library.store.put([check for _, check in usable])
    for (place, check), result in zip(usable, results, strict=True):
        if result is None:
            report.skip(name, place, Skipped(SkipReason.OWN_NAME, check.url))
        else:
            report.counts[result] += 1


def _usable(batch: list[Found], name: str, report: ImportReport) -> Iterator[tuple[str, FactCheck]]:
    for found in batch:
        if isinstance(found.what, Skipped):
            report.skip(name, found.place, found.what)
        else:
            yield found.place, found.what


def _batches(items: Iterator[T]) -> Iterator[list[T]]:
    while batch := list(islice(items, _BATCH)):
        yield batch
