"""Reading the index: a snapshot for each question, renewed when something was published."""

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiemchung.errors import IndexDamaged
from kiemchung.matching.encoder.base import Vectors
from kiemchung.matching.index.change import decode_batch
from kiemchung.matching.index.document import Document
from kiemchung.matching.index.fresh import FreshPart
from kiemchung.matching.index.generation import Generation, current_name, current_stamp
from kiemchung.matching.index.journal import read_journal
from kiemchung.text.folding import fold

Hits = list[tuple[int, float]]
"""Rows with a score, best first."""

_ATTEMPTS = 5
_MOST_HIDDEN = 200


@dataclass(frozen=True)
class Snapshot:
    """The index as it stood at one moment; safe to share between threads."""

    generation: Generation
    fresh: FreshPart

    @property
    def size(self) -> int:
        """Number of entries that can be found."""
        return self.generation.manifest.entries - len(self.fresh.removed) + len(self.fresh.live)

    @property
    def revision(self) -> int:
        """The record's revision up to which everything can be found."""
        if self.fresh.revision is not None:
            return self.fresh.revision
        return self.generation.manifest.revision

    def search_words(self, tokens: Sequence[str], limit: int) -> Hits:
        """Return up to ``limit`` rows that share words with ``tokens``.

        Scores of the generation are BM25, those of the fresh part sums of word weights: good for choosing candidates, not for comparing the two parts.
        """
        words = self.generation.words
        main = words.search(tokens, limit + self._hidden) if words else []
        weights = {word: self.word_weight(word) for word in map(fold, tokens)}
        return self._live(main)[:limit] + self.fresh.search_words(weights, limit)

    def search_vectors(self, vector: Vectors, limit: int) -> Hits:
        """Return up to ``limit`` rows with the cosines of their vectors to ``vector``."""
        graph = self.generation.vectors
        main = graph.search(vector, limit + self._hidden) if graph else []
        both = self._live(main) + self.fresh.search_vectors(vector, limit)
        return sorted(both, key=lambda hit: (-hit[1], hit[0]))[:limit]

    def with_link(self, key: str) -> list[int]:
        """Return the rows of entries at the address ``key`` (see ``link_key``)."""
        words = self.generation.words
        main = words.with_link(key) if words else []
        return [row for row in main if not self.fresh.is_dead(row)] + self.fresh.with_link(key)

    def with_key(self, key: str) -> list[int]:
        """Return the rows of the entry ``key``."""
        fresh = self.fresh.with_key(key)
        words = self.generation.words
        main = words.with_key(key) if words else []
        rows = [row for row in main if not self.fresh.is_dead(row)]
        return rows if fresh is None else [*rows, fresh]

    def document(self, row: int) -> Document:
        """Return the document at ``row``. Raises IndexDamaged."""
        return self.fresh.document(row) or self.generation.documents.read(row)

    def vectors(self, rows: Iterable[int]) -> dict[int, NDArray[np.float32]]:
        """Return the vectors at ``rows``."""
        rows = list(rows)
        found = self.fresh.vectors(rows)
        if self.generation.vectors is not None:
            found |= self.generation.vectors.get(row for row in rows if row not in found)
        return found

    @property
    def word_weight(self) -> Callable[[str], float]:
        """A folded word to how telling it is, between 0 and 1."""
        return self.generation.word_weight

    def knows_word(self, folded_word: str) -> bool:
        """Say whether any entry has ``folded_word``."""
        known = self.generation.word_frequency(folded_word) > 0
        return known or self.fresh.has_word(folded_word)

    @property
    def _hidden(self) -> int:
        """At most so many hits of the generation no longer count."""
        return min(len(self.fresh.removed), _MOST_HIDDEN)

    def _live(self, hits: Hits) -> Hits:
        return [hit for hit in hits if not self.fresh.is_dead(hit[0])]


class IndexReader:
    """Gives the newest snapshot of an index folder."""

    def __init__(self, folder: Path, encoder: str) -> None:
        """Open the index that ``encoder`` (a fingerprint) made.

        Raises IndexMissing, IndexMismatch or IndexDamaged.
        """
        self._folder = folder
        self._encoder = encoder
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = None
        self._journal_end = 0
        self._journal_size = 0
        self._snapshot = self._open()

    def snapshot(self) -> Snapshot:
        """Return the index as it is now; costs two file look-ups when nothing has changed."""
        if self._is_current():
            return self._snapshot
        with self._lock:
            if not self._is_current():
                self._snapshot = self._renew()
            return self._snapshot

    def _is_current(self) -> bool:
        if self._stamp != current_stamp(self._folder):
            return False
        journal = self._snapshot.generation.journal
        return journal.exists() and journal.stat().st_size == self._journal_size

    def _renew(self) -> Snapshot:
        if self._stamp != current_stamp(self._folder):
            return self._open()
        self._read_on(self._snapshot)
        return self._snapshot

    def _open(self) -> Snapshot:
        """Open the generation in force; another may replace it meanwhile, so try again."""
        for attempt in range(_ATTEMPTS):
            stamp = current_stamp(self._folder)
            folder = self._folder / current_name(self._folder)
            try:
                snapshot = self._open_generation(folder)
            except (FileNotFoundError, IndexDamaged):
                if attempt + 1 < _ATTEMPTS and stamp != current_stamp(self._folder):
                    continue
                raise IndexDamaged(folder, "a file is missing or broken") from None
            self._stamp = stamp
            return snapshot
        raise IndexDamaged(self._folder, "it is replaced faster than it can be opened")

    def _open_generation(self, folder: Path) -> Snapshot:
        generation = Generation(folder)
        generation.require(self._encoder)
        # Opened at once: the files may be gone when they are first needed.
        _ = generation.words, generation.vectors, generation.documents
        self._journal_end = 0
        snapshot = Snapshot(generation, FreshPart(generation.manifest.dimensions))
        self._read_on(snapshot)
        return snapshot

    def _read_on(self, snapshot: Snapshot) -> None:
        """Apply what the journal has beyond what was read of it before."""
        journal = snapshot.generation.journal
        size = journal.stat().st_size
        records, self._journal_end = read_journal(journal, self._journal_end)
        for record in records:
            snapshot.fresh.apply(decode_batch(record))
        self._journal_size = size
