"""What the engines are measured on, in files: entries, queries, vectors, true neighbours."""

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

NEIGHBOURS = 10

_ENTRIES, _QUERIES, _SOURCES = "entries.json", "queries.json", "sources.json"
_ENTRY_VECTORS, _QUERY_VECTORS, _EXACT = "entries.npy", "queries.npy", "exact.npy"
_DONE = "done.json"


@dataclass(frozen=True, slots=True)
class Corpus:
    """The files of one corpus in ``folder``; numbers of entries are their positions."""

    folder: Path

    @property
    def is_done(self) -> bool:
        return (self.folder / _DONE).is_file()

    @property
    def encoding_seconds(self) -> float | None:
        """How long the encoder took for the entries; None where vectors are made up."""
        seconds: float | None = json.loads((self.folder / _DONE).read_text(encoding="utf-8"))
        return seconds

    def entries(self) -> list[str]:
        return self._texts(_ENTRIES)

    def queries(self) -> list[str]:
        return self._texts(_QUERIES)

    def sources(self) -> list[int]:
        """Return for each query the number of the entry that it was made from."""
        numbers: list[int] = json.loads((self.folder / _SOURCES).read_text(encoding="utf-8"))
        return numbers

    def entry_vectors(self) -> NDArray[np.float32]:
        """Return the entries' vectors, mapped read-only."""
        vectors: NDArray[np.float32] = np.load(self.folder / _ENTRY_VECTORS, mmap_mode="r")
        return vectors

    def query_vectors(self) -> NDArray[np.float32]:
        vectors: NDArray[np.float32] = np.load(self.folder / _QUERY_VECTORS)
        return vectors

    def exact(self) -> NDArray[np.int64]:
        """Return for each query the numbers of the nearest entries, best first."""
        numbers: NDArray[np.int64] = np.load(self.folder / _EXACT)
        return numbers

    def write_texts(self, entries: list[str], queries: list[str], sources: list[int]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        for name, content in ((_ENTRIES, entries), (_QUERIES, queries), (_SOURCES, sources)):
            text = json.dumps(content, ensure_ascii=False)
            (self.folder / name).write_text(text, encoding="utf-8")

    def write_vectors(self, entries: NDArray[np.float32], queries: NDArray[np.float32]) -> None:
        np.save(self.folder / _ENTRY_VECTORS, entries)
        np.save(self.folder / _QUERY_VECTORS, queries)

    def finish(self, exact: NDArray[np.int64], encoding_seconds: float | None) -> None:
        np.save(self.folder / _EXACT, exact)
        (self.folder / _DONE).write_text(json.dumps(encoding_seconds), encoding="utf-8")

    def _texts(self, name: str) -> list[str]:
        texts: list[str] = json.loads((self.folder / name).read_text(encoding="utf-8"))
        return texts
