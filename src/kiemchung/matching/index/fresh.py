"""The fresh part: what the journal has added to a generation, held in memory."""

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from kiemchung.matching.encoder.base import Vectors
from kiemchung.matching.index.change import Change, Mark, Put, Remove
from kiemchung.matching.index.document import Document
from kiemchung.matching.index.words import entry_links


class FreshPart:
    """Entries, postings and vectors since the generation was made; few enough to scan.

    It only grows: a row that was taken out stays readable for a question under way and is
    left out of every later search. Safe for one thread that applies and many that search.
    """

    def __init__(self, dimensions: int) -> None:
        self._dimensions = dimensions
        self._lock = threading.Lock()
        self._documents: dict[int, Document] = {}
        self._vectors: dict[int, NDArray[np.float16]] = {}
        self._postings: dict[str, list[int]] = defaultdict(list)
        self._links: dict[str, list[int]] = defaultdict(list)
        self._keys: dict[str, int] = {}
        self._dead: set[int] = set()
        self._stacked: tuple[list[int], Vectors] | None = None
        self.revision: int | None = None
        self.end_row = 0
        """One past the highest row seen."""

    def apply(self, changes: Iterable[Change]) -> None:
        with self._lock:
            for change in changes:
                match change:
                    case Put():
                        self._put(change)
                    case Remove(rows):
                        self._dead.update(rows)
                    case Mark(revision):
                        self.revision = revision
            self._stacked = None

    @property
    def removed(self) -> frozenset[int]:
        """Rows of the generation that no longer count."""
        with self._lock:
            return frozenset(row for row in self._dead if row not in self._documents)

    @property
    def live(self) -> dict[int, Document]:
        """Documents that are here and count."""
        with self._lock:
            return {row: found for row, found in self._documents.items() if row not in self._dead}

    @property
    def changes(self) -> int:
        """How many rows were put or taken out."""
        return len(self._documents) + len(self._dead)

    def is_dead(self, row: int) -> bool:
        return row in self._dead

    def document(self, row: int) -> Document | None:
        return self._documents.get(row)

    def with_key(self, key: str) -> int | None:
        """Return the row of the entry ``key``, if it is here and counts."""
        row = self._keys.get(key)
        return None if row is None or row in self._dead else row

    def with_link(self, key: str) -> list[int]:
        with self._lock:
            return [row for row in self._links.get(key, ()) if row not in self._dead]

    def has_word(self, folded_word: str) -> bool:
        return folded_word in self._postings

    def search_words(self, weights: Mapping[str, float], limit: int) -> list[tuple[int, float]]:
        """Return up to ``limit`` (row, summed weight of shared folded words), best first."""
        scores: dict[int, float] = defaultdict(float)
        with self._lock:
            for word, weight in weights.items():
                for row in self._postings.get(word, ()):
                    scores[row] += weight
            hits = [(row, score) for row, score in scores.items() if row not in self._dead]
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))[:limit]

    def search_vectors(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """Return up to ``limit`` (row, cosine) nearest to ``vector``, by exact comparison."""
        rows, matrix = self.matrix()
        if not rows:
            return []
        cosines = matrix @ vector.reshape(-1)
        best = np.argsort(-cosines, kind="stable")[:limit]
        return [(rows[i], float(cosines[i])) for i in best]

    def vectors(self, rows: Iterable[int]) -> dict[int, NDArray[np.float32]]:
        found = {row: self._vectors.get(row) for row in rows}
        return {row: v.astype(np.float32) for row, v in found.items() if v is not None}

    def matrix(self) -> tuple[list[int], Vectors]:
        """Return the rows that are here and count, and their vectors."""
        with self._lock:
            if self._stacked is None:
                rows = sorted(row for row in self._vectors if row not in self._dead)
                matrix = np.zeros((len(rows), self._dimensions), np.float32)
                for position, row in enumerate(rows):
                    matrix[position] = self._vectors[row]
                self._stacked = rows, matrix
            return self._stacked

    def _put(self, put: Put) -> None:
        entry = put.document.entry
        self._documents[put.row] = put.document
        self._vectors[put.row] = put.vector
        self._keys[entry.key] = put.row
        self.end_row = max(self.end_row, put.row + 1)
        for word in put.document.terms.vocabulary:
            self._postings[word].append(put.row)
        for link in entry_links(entry):
            self._links[link].append(put.row)
