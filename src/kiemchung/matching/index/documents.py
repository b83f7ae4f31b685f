"""Documents by row: segments with a table of offsets, mapped read-only."""

import bisect
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiemchung.errors import IndexDamaged
from kiemchung.matching.index.document import Document

_REMEMBERED = 2000
"""Documents; decoded, one takes some 15 kB."""


class DocumentSegment:
    """Consecutive rows from ``first_row`` on; a row without content was taken out.

    Mapped when it is opened: a later generation may delete the files while this one is read.
    """

    def __init__(self, path: Path, first_row: int) -> None:
        """Map ``path``. Raises IndexDamaged."""
        self.path = path
        self.first_row = first_row
        try:
            # As plain arrays: numpy's mapped ones are slow to cut.
            self._offsets: NDArray[np.uint64] = np.asarray(
                np.load(_offsets_path(path), mmap_mode="r")
            )
            self._content: NDArray[np.uint8] = (
                np.asarray(np.memmap(path, dtype=np.uint8, mode="r"))
                if path.stat().st_size
                else np.empty(0, np.uint8)
            )
        except ValueError as error:
            raise IndexDamaged(path, str(error)) from error

    def read(self, row: int) -> Document:
        """Return the document at ``row``. Raises IndexDamaged."""
        position = row - self.first_row
        if not 0 <= position < len(self._offsets) - 1:
            raise IndexDamaged(self.path, f"there is no row {row}")
        begin, end = int(self._offsets[position]), int(self._offsets[position + 1])
        return Document(self._content[begin:end].tobytes())


class DocumentSegments:
    """All rows of a generation."""

    def __init__(self, segments: Iterable[DocumentSegment]) -> None:
        self._segments = sorted(segments, key=lambda segment: segment.first_row)
        self._first_rows = [segment.first_row for segment in self._segments]
        self.read = lru_cache(_REMEMBERED)(self._read)
        """Give the document at a row; those read last are remembered as they were decoded."""

    def _read(self, row: int) -> Document:
        return self._segments[bisect.bisect_right(self._first_rows, row) - 1].read(row)


def write_segment(
    path: Path, first_row: int, end_row: int, documents: Mapping[int, Document]
) -> None:
    """Write the rows from ``first_row`` up to ``end_row`` that stand in ``documents``."""
    offsets = np.zeros(end_row - first_row + 1, np.uint64)
    with path.open("wb") as stream:
        for position, row in enumerate(range(first_row, end_row)):
            if row in documents:
                stream.write(documents[row].content)
            offsets[position + 1] = stream.tell()
    np.save(_offsets_path(path), offsets)


def _offsets_path(path: Path) -> Path:
    return path.with_suffix(".npy")
