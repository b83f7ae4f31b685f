"""An immutable generation of the index: its folder, its manifest, its making."""

import json
import re
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from kiemchung.errors import IndexDamaged, IndexMismatch, IndexMissing
from kiemchung.files import new_folder, sync_folder, write_atomically
from kiemchung.matching.index.document import Document
from kiemchung.matching.index.documents import (
    DocumentSegment,
    DocumentSegments,
    write_segment,
)
from kiemchung.matching.index.fresh import FreshPart
from kiemchung.matching.index.journal import create_journal
from kiemchung.matching.index.vectors import VectorIndex, extend_vectors
from kiemchung.matching.index.weights import word_weight
from kiemchung.matching.index.words import WordIndex, extend_words

FORMAT = 2
"""Version of the files below; raised when they change."""

_CURRENT = "CURRENT"
_MANIFEST = "manifest.json"
_JOURNAL = "journal"
_WORDS = "words"
_VECTORS = "vectors.usearch"
_WORDS_REMEMBERED = 50_000
_NAME = re.compile(r"generation-(\d{6,})")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation says of itself."""

    format: int
    encoder: str
    dimensions: int
    entries: int
    end_row: int
    """One past the highest row ever given out."""
    revision: int
    """The record's revision up to which everything is in this generation."""
    segments: tuple[tuple[str, int], ...]
    """File name and first row of each segment of documents."""


class Generation:
    """One generation, opened for reading."""

    def __init__(self, folder: Path) -> None:
        """Open ``folder``. Raises IndexDamaged."""
        self.folder = folder
        self.manifest = _read_manifest(folder)

    @property
    def journal(self) -> Path:
        return self.folder / _JOURNAL

    @cached_property
    def words(self) -> WordIndex | None:
        folder = self.folder / _WORDS
        return WordIndex(folder) if folder.is_dir() else None

    @cached_property
    def vectors(self) -> VectorIndex | None:
        path = self.folder / _VECTORS
        return VectorIndex(path, self.manifest.dimensions) if path.is_file() else None

    @cached_property
    def documents(self) -> DocumentSegments:
        return DocumentSegments(
            DocumentSegment(self.folder / name, first) for name, first in self.manifest.segments
        )

    def word_frequency(self, folded_word: str) -> int:
        """Return in how many entries ``folded_word`` stands."""
        return self.words.document_frequency(folded_word) if self.words else 0

    @cached_property
    def word_weight(self) -> Callable[[str], float]:
        """A folded word to how telling it is, between 0 and 1; remembers the words asked for."""
        entries = self.manifest.entries

        @lru_cache(_WORDS_REMEMBERED)
        def weigh(folded_word: str) -> float:
            return word_weight(self.word_frequency(folded_word), entries)

        return weigh

    def require(self, encoder: str) -> None:
        """Raise IndexMismatch unless this generation was made with ``encoder``."""
        if self.manifest.format != FORMAT or self.manifest.encoder != encoder:
            found = f"{self.manifest.encoder} (format {self.manifest.format})"
            raise IndexMismatch(self.folder.parent, found, f"{encoder} (format {FORMAT})")


def current_name(index: Path) -> str:
    """Return the name of the generation in force. Raises IndexMissing."""
    try:
        return (index / _CURRENT).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise IndexMissing(index) from None


def current_stamp(index: Path) -> tuple[int, int]:
    """Return what changes whenever another generation comes into force."""
    try:
        status = (index / _CURRENT).stat()
    except FileNotFoundError:
        raise IndexMissing(index) from None
    return status.st_mtime_ns, status.st_ino


def publish(index: Path, name: str) -> None:
    """Bring the generation ``name`` into force, atomically."""
    write_atomically(index / _CURRENT, f"{name}\n".encode())


def remove_others(index: Path, keep: Iterable[str]) -> None:
    """Delete generations and leftovers of interrupted work other than ``keep``."""
    kept = set(keep)
    for folder in index.iterdir():
        name = folder.name
        if name not in kept and (_NAME.fullmatch(name) or name.startswith(".generation-")):
            shutil.rmtree(folder, ignore_errors=True)


def next_name(index: Path) -> str:
    """Return a name that no generation in ``index`` has had."""
    numbers = [int(m.group(1)) for f in index.iterdir() if (m := _NAME.fullmatch(f.name))]
    return f"generation-{max(numbers, default=0) + 1:06d}"


def adopt(index: Path, folder: Path) -> str:
    """Move the generation ``folder`` of another index into ``index`` and return its name there."""
    name = next_name(index)
    folder.rename(index / name)
    sync_folder(index)
    return name


def create_empty(index: Path, encoder: str, dimensions: int) -> str:
    """Write a generation without entries and return its name."""
    manifest = Manifest(FORMAT, encoder, dimensions, 0, 0, 0, ())
    name = next_name(index)
    with new_folder(index / name) as folder:
        create_journal(folder / _JOURNAL)
        _write_manifest(folder, manifest)
    return name


def merge(index: Path, base: Generation, fresh: FreshPart, revision: int) -> str:
    """Write the generation that ``base`` and ``fresh`` make together and return its name."""
    name = next_name(index)
    added, removed = fresh.live, fresh.removed
    rows, vectors = fresh.matrix()
    with new_folder(index / name) as folder:
        segments = _merge_documents(folder, base, added)
        words = base.folder / _WORDS
        extend_words(folder / _WORDS, words if words.is_dir() else None, added, removed)
        graph = base.folder / _VECTORS
        previous = graph if graph.is_file() else None
        numbers = np.array(rows, np.uint64)
        extend_vectors(folder / _VECTORS, previous, numbers, vectors, removed)
        create_journal(folder / _JOURNAL)
        manifest = replace(
            base.manifest,
            entries=base.manifest.entries - len(removed) + len(added),
            end_row=max(base.manifest.end_row, fresh.end_row),
            revision=revision,
            segments=segments,
        )
        _write_manifest(folder, manifest)
    return name


def _merge_documents(
    folder: Path, base: Generation, added: Mapping[int, Document]
) -> tuple[tuple[str, int], ...]:
    for name, _ in base.manifest.segments:
        for file in (name, str(Path(name).with_suffix(".npy"))):
            _link_or_copy(base.folder / file, folder / file)
    if not added:
        return base.manifest.segments
    first, end = min(added), max(added) + 1
    name = f"documents-{first:09d}.bin"
    write_segment(folder / name, first, end, added)
    return (*base.manifest.segments, (name, first))


def _read_manifest(folder: Path) -> Manifest:
    try:
        fields = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        segments = tuple((str(name), int(row)) for name, row in fields.pop("segments"))
        return Manifest(**fields, segments=segments)
    except FileNotFoundError:
        raise
    except (ValueError, TypeError, KeyError) as error:
        raise IndexDamaged(folder / _MANIFEST, str(error)) from error


def _write_manifest(folder: Path, manifest: Manifest) -> None:
    (folder / _MANIFEST).write_text(json.dumps(asdict(manifest), indent=1), encoding="utf-8")


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)
