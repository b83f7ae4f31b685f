"""Changes to the index, as they stand in the journal: a batch of them is one record."""

import json
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiemchung.matching.index.document import Document

_PUT, _REMOVE, _MARK = b"P", b"R", b"M"
_LENGTH = struct.Struct("<I")
_ROW = struct.Struct("<QI")


@dataclass(frozen=True, slots=True)
class Put:
    """A document with its vector, at a new row."""

    row: int
    document: Document
    vector: NDArray[np.float16]


@dataclass(frozen=True, slots=True)
class Remove:
    """Rows that no longer count: replaced or taken out."""

    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """All changes of the record up to ``revision`` are in the index."""

    revision: int


Change = Put | Remove | Mark


def encode_batch(changes: Iterable[Change]) -> bytes:
    """Return ``changes`` as one journal record, so that they count together or not at all."""
    parts = [_encode(change) for change in changes]
    return b"".join(_LENGTH.pack(len(part)) + part for part in parts)


def decode_batch(record: bytes) -> Iterator[Change]:
    """Read what ``encode_batch`` wrote. Raises ValueError on anything else."""
    position = 0
    while position < len(record):
        (length,) = _LENGTH.unpack_from(record, position)
        position += _LENGTH.size
        yield _decode(record[position : position + length])
        position += length


def _encode(change: Change) -> bytes:
    match change:
        case Put(row, document, vector):
            content = document.content
            return _PUT + _ROW.pack(row, len(content)) + content + vector.tobytes()
        case Remove(rows):
            return _REMOVE + json.dumps(rows).encode()
        case Mark(revision):
            return _MARK + json.dumps(revision).encode()


def _decode(part: bytes) -> Change:
    kind, content = part[:1], part[1:]
    if kind == _PUT:
        row, length = _ROW.unpack_from(content)
        begin, end = _ROW.size, _ROW.size + length
        vector = np.frombuffer(content[end:], np.float16)
        return Put(row, Document(content[begin:end]), vector)
    if kind == _REMOVE:
        return Remove(tuple(json.loads(content)))
    if kind == _MARK:
        return Mark(json.loads(content))
    raise ValueError(f"unknown kind of change: {kind!r}")
