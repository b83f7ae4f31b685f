"""The journal: an append-only file of records, each with its length and checksum.

A record is in force when it is whole. What a crash cut off in the middle is ignored by
readers and cut away by the next writer.
"""

import os
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

_HEADER = b"KCJ1"
_FRAME = struct.Struct("<II")
"""Length and CRC-32 of a record."""
_LONGEST = 64 * 1024 * 1024


def create_journal(path: Path) -> None:
    """Write an empty journal; the caller syncs the folder."""
    path.write_bytes(_HEADER)


def read_journal(path: Path, start: int = 0) -> tuple[list[bytes], int]:
    """Return the whole records from byte ``start`` on, and where the next one begins.

    ``start`` is 0 or what an earlier call returned.
    """
    start = max(start, len(_HEADER))
    with path.open("rb") as stream:
        stream.seek(start)
        content = stream.read()
    records = list(_whole_records(content))
    return records, start + sum(_FRAME.size + len(record) for record in records)


def _whole_records(content: bytes) -> Iterator[bytes]:
    position = 0
    while position + _FRAME.size <= len(content):
        length, checksum = _FRAME.unpack_from(content, position)
        begin = position + _FRAME.size
        record = content[begin : begin + length]
        if length > _LONGEST or len(record) < length or zlib.crc32(record) != checksum:
            return
        yield record
        position = begin + length


class JournalWriter:
    """Appends records; what ``append`` has returned from is on the disk."""

    def __init__(self, path: Path) -> None:
        """Open an existing journal and cut away a torn record at its end."""
        self._path = path
        _, self._end = read_journal(path)
        self._stream = path.open("r+b", buffering=0)
        self._truncate()

    @property
    def size(self) -> int:
        return self._end

    def append(self, record: bytes) -> None:
        """Write ``record``. Raises OSError, in which case it is not in force."""
        content = _FRAME.pack(len(record), zlib.crc32(record)) + record
        try:
            self._write(content)
            os.fsync(self._stream.fileno())
        except OSError:
            self._truncate()
            raise
        self._end += len(content)

    def close(self) -> None:
        self._stream.close()

    def _write(self, content: bytes) -> None:
        rest = memoryview(content)
        while rest:
            rest = rest[self._stream.write(rest) :]

    def _truncate(self) -> None:
        self._stream.truncate(self._end)
        self._stream.seek(self._end)
