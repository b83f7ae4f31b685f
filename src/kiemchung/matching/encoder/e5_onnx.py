"""The default encoder: multilingual-e5-small in 8 bits on onnxruntime.

Source of the model: L. Wang et al., "Multilingual E5 Text Embeddings" (2024); mean pooling,
vectors of length 1. Messages and claims are of the same kind of text, for which the authors
advise the prefix ``query: `` on both sides.
"""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiemchung.matching.encoder import e5_export
from kiemchung.matching.encoder.base import (
    Encoding,
    Passages,
    TokenVectors,
    unit_length,
    without_tokens,
)
from kiemchung.matching.encoder.e5_adapter import Adapter
from kiemchung.matching.encoder.e5_tokeniser import E5Tokeniser, Reading
from kiemchung.matching.encoder.e5_weights import dequantise, installed_weights
from kiemchung.matching.encoder.threads import available_threads, limit_blas
from kiemchung.matching.inference import InferenceSession, open_session

_CHUNK = 8
_CHUNK_TOKENS = 320
"""Texts run together, sorted by length: little padding, and the numbers stay in the cache."""
_MOST_WORDS = 100
"""Tokens of one text that get vectors of their own."""


class E5Encoder:
    """Encodes with the files of one export.

    A few texts run one after the other with all threads in the network; many run in chunks
    side by side, one thread each, which saves the threads' waiting for each other. The passages
    of a message are taken out of the message read once ("late chunking": M. Günther et al.,
    "Late Chunking: Contextual Chunk Embeddings", 2024).
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """Open the export in ``folder``. Raises WeightsDamaged."""
        limit_blas()
        e5_export.verify(folder)
        settings = json.loads((folder / e5_export.SETTINGS).read_text(encoding="utf-8"))
        self._folder = folder
        self._table: NDArray[np.uint8] = np.load(folder / e5_export.TABLE, mmap_mode="r")
        self._positions: NDArray[np.float32] = np.load(folder / e5_export.POSITIONS)
        self.tokeniser = E5Tokeniser(
            folder / e5_export.VOCABULARY,
            {int(c): t for c, t in settings["normalisation"].items()},
            settings["begin"],
            settings["end"],
        )
        self._token_width: int = settings["token_width"]
        self._threads = available_threads(threads)
        self._opening = threading.Lock()

    @property
    def fingerprint(self) -> str:
        return self._folder.name

    @property
    def dimensions(self) -> int:
        return int(self._positions.shape[1])

    @property
    def token_width(self) -> int:
        return self._token_width

    def encode_messages(self, messages: Sequence[Passages]) -> Encoding:
        read = self.tokeniser.read_message
        return self._encode([reading for passages in messages for reading in read(passages)])

    def encode_claims(self, texts: Sequence[str]) -> Encoding:
        return self._encode([self.tokeniser.read(text) for text in texts])

    def tokenise(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token numbers of each text, prefix and end marks included."""
        # One by one: for a list, sentencepiece starts threads anew at each call.
        return [self.tokeniser.tokens(text) for text in texts]

    def _encode(self, readings: Sequence[Reading]) -> Encoding:
        order = sorted(range(len(readings)), key=lambda i: len(readings[i].tokens), reverse=True)
        chunks = list(_chunks(order, readings))
        found: dict[int, Encoding] = {}
        for chunk, parts in zip(chunks, self._run_all(chunks, readings), strict=True):
            found |= zip(chunk, parts, strict=True)
        return Encoding.joined(map(found.__getitem__, range(len(readings))), self.dimensions)

    def _run_all(
        self, chunks: list[list[int]], readings: Sequence[Reading]
    ) -> Iterator[list[Encoding]]:
        def run(session: InferenceSession, chunk: list[int]) -> list[Encoding]:
            return self._run(session, [readings[i] for i in chunk])

        if len(chunks) <= 1 or self._threads == 1:
            return (run(self._together, chunk) for chunk in chunks)
        session = self._side_by_side
        return self._pool.map(lambda chunk: run(session, chunk), chunks)

    def _run(self, session: InferenceSession, readings: list[Reading]) -> list[Encoding]:
        lengths = np.array([len(reading.tokens) for reading in readings])
        longest = int(lengths.max())
        mask = np.arange(longest) < lengths[:, None]
        embeddings = np.zeros((len(readings), longest, self.dimensions), np.float32)
        tokens = np.concatenate([reading.tokens for reading in readings])
        embeddings[mask] = dequantise(self._table[tokens])
        embeddings += self._positions[:longest]
        inputs = {"embeddings": embeddings, "mask": mask.astype(np.int32)}
        outputs = session.run(None, inputs)
        return [
            self._take_out(reading, *(output[number] for output in outputs))
            for number, reading in enumerate(readings)
        ]

    def _take_out(
        self, reading: Reading, states: NDArray[np.float32], *head: NDArray[np.float32]
    ) -> Encoding:
        """Return the passages of ``reading``: each the mean of its words and of the marks."""
        opening, end = self.tokeniser.opening, len(reading.tokens) - 1
        marks = states[:opening].sum(axis=0) + states[end]
        sums = [states[span].sum(axis=0) + marks for span in reading.spans]
        vectors = unit_length(np.array(sums, np.float32))
        if not head:
            return without_tokens(vectors)
        directions, weights = head
        spans = [slice(s.start, min(s.stop, s.start + _MOST_WORDS)) for s in reading.spans]
        return Encoding(
            vectors, tuple(TokenVectors.of(directions[s], weights[s, 0]) for s in spans)
        )

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads, thread_name_prefix="encoder")

    @cached_property
    def _together(self) -> InferenceSession:
        return self._open_session(self._threads)

    @cached_property
    def _side_by_side(self) -> InferenceSession:
        with self._opening:
            return self._open_session(1)

    def _open_session(self, threads: int) -> InferenceSession:
        return open_session(str(self._folder / e5_export.NETWORK), threads)


def _chunks(order: list[int], readings: Sequence[Reading]) -> Iterator[list[int]]:
    """Cut ``order`` (longest first) into chunks that stay within ``_CHUNK_TOKENS``."""
    start = 0
    while start < len(order):
        longest = len(readings[order[start]].tokens)
        size = max(1, min(_CHUNK, _CHUNK_TOKENS // longest))
        yield order[start : start + size]
        start += size


def open_e5(
    folder: Path,
    threads: int | None = None,
    adapter: Adapter | None = None,
    report: Callable[[str], None] = print,
) -> E5Encoder:
    """Open the encoder with or without an adapter, exporting its files below ``folder`` first."""
    weights = installed_weights()
    target = e5_export.export_folder(folder, weights, adapter)
    if not target.is_dir():
        try:
            e5_export.export(weights, target, adapter, report)
        except OSError:
            if not target.is_dir():  # else another process was quicker
                raise
    return E5Encoder(target, threads)
