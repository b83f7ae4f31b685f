"""The vector part on usearch: an HNSW graph over float16 vectors, mapped read-only."""

import struct
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from usearch.index import Index

from kiemchung.errors import IndexDamaged
from kiemchung.matching.encoder.base import Vectors

_CONNECTIVITY = 16
_BREADTH_ADDING = 64
_BREADTH_SEARCHING = 96
_MATRIX = struct.Struct("<II")
"""Rows, and bytes of a row, of the matrix with which the file begins; the magic follows it."""
_MAGIC = b"usearch"


class VectorIndex:
    """A saved usearch index, opened for reading."""

    def __init__(self, path: Path, dimensions: int) -> None:
        """Map ``path``. Raises IndexDamaged."""
        self._index = _new_index(dimensions)
        _require_magic(path)
        try:
            self._index.view(str(path))
        except (RuntimeError, ValueError, OSError) as error:
            raise IndexDamaged(path, str(error)) from error

    @property
    def size(self) -> int:
        return len(self._index)

    def search(self, vector: Vectors, limit: int) -> list[tuple[int, float]]:
        """Return up to ``limit`` (row, cosine) nearest to the one row of ``vector``."""
        if not self.size:
            return []
        found = self._index.search(vector.reshape(-1), limit)
        return [(int(k), 1.0 - float(d)) for k, d in zip(found.keys, found.distances, strict=True)]

    def get(self, rows: Iterable[int]) -> dict[int, NDArray[np.float32]]:
        """Return the vectors of those ``rows`` that are here."""
        wanted = np.fromiter(rows, np.uint64)
        if not len(wanted):
            return {}
        present = wanted[self._index.contains(wanted)]
        if not len(present):
            return {}
        vectors = np.asarray(self._index.get(present), np.float32)
        return dict(zip(present.tolist(), vectors.reshape(len(present), -1), strict=True))


def _require_magic(path: Path) -> None:
    """Raise IndexDamaged unless ``path`` is laid out as usearch files are.

    usearch checks sizes but trusts the rest: junk of the right size ends the process.
    """
    with path.open("rb") as file:
        head = file.read(_MATRIX.size)
        if len(head) == _MATRIX.size:
            rows, row_bytes = _MATRIX.unpack(head)
            file.seek(min(_MATRIX.size + rows * row_bytes, path.stat().st_size))
            if file.read(len(_MAGIC)) == _MAGIC:
                return
    raise IndexDamaged(path, "it is not a usearch index")


def extend_vectors(
    path: Path,
    previous: Path | None,
    rows: NDArray[np.uint64],
    vectors: Vectors,
    removed: Iterable[int],
) -> None:
    """Write to ``path`` the index ``previous`` with vectors added and removed.

    Nothing is written when nothing is left: usearch aborts the process on a saved index whose
    vectors are all removed. One thread adds them: of several, which comes first differs, and with
    it what is found.
    """
    index = _new_index(vectors.shape[1])
    if previous is not None:
        index.load(str(previous))
    for row in removed:
        index.remove(row)
    if len(rows):
        index.add(rows, vectors, threads=1)
    if len(index):
        index.save(str(path))


def _new_index(dimensions: int) -> Index:
    return Index(
        ndim=dimensions,
        metric="ip",
        dtype="f16",
        connectivity=_CONNECTIVITY,
        expansion_add=_BREADTH_ADDING,
        expansion_search=_BREADTH_SEARCHING,
    )
