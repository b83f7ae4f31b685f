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
import onnxruntime
import sentencepiece
from numpy.typing import NDArray

from kiemchung.matching.encoder import e5_export
from kiemchung.matching.encoder.base import (
    NO_TOKENS,
    Encoding,
    TokenVectors,
    unit_length,
    without_tokens,
)
from kiemchung.matching.encoder.e5_adapter import Adapter
from kiemchung.matching.encoder.e5_weights import dequantise, installed_weights
from kiemchung.matching.encoder.threads import available_threads, limit_blas
from kiemchung.text.normal import collapse_blanks

_PREFIX = "query: "
_LONGEST = 256
"""Tokens read of one text; what lies behind is cut off."""
_CHUNK = 8
_CHUNK_TOKENS = 320
"""Texts run together, sorted by length: little padding, and the numbers stay in the cache."""
_MOST_WORDS = 100
"""Tokens of one text that get vectors of their own."""


class E5Encoder:
    """Encodes with the files of one export.

    A few texts run one after the other with all threads in the network; many run in chunks
    side by side, one thread each, which saves the threads' waiting for each other.
    """

    def __init__(self, folder: Path, threads: int | None = None) -> None:
        """Open the export in ``folder``. Raises WeightsDamaged."""
        limit_blas()
        e5_export.verify(folder)
        settings = json.loads((folder / e5_export.SETTINGS).read_text(encoding="utf-8"))
        self._folder = folder
        self._begin: int = settings["begin"]
        self._end: int = settings["end"]
        self._normalisation = {int(c): t for c, t in settings["normalisation"].items()}
        self._table: NDArray[np.uint8] = np.load(folder / e5_export.TABLE, mmap_mode="r")
        self._positions: NDArray[np.float32] = np.load(folder / e5_export.POSITIONS)
        self._vocabulary = sentencepiece.SentencePieceProcessor(
            model_file=str(folder / e5_export.VOCABULARY)
        )
        self._token_width: int = settings["token_width"]
        self._prefix_length = len(self._vocabulary.encode(_PREFIX)) + 1
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

    def encode_messages(self, texts: Sequence[str]) -> Encoding:
        return self._encode(texts)

    def encode_claims(self, texts: Sequence[str]) -> Encoding:
        return self._encode(texts)

    def tokenise(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the token numbers of each text, prefix and end marks included."""
        # One by one: for a list, sentencepiece starts threads anew at each call.
        pieces = (self._vocabulary.encode(self._prepare(text)) for text in texts)
        return [[self._begin, *ids[: _LONGEST - 2], self._end] for ids in pieces]

    def _prepare(self, text: str) -> str:
        return collapse_blanks((_PREFIX + text).translate(self._normalisation))

    def _encode(self, texts: Sequence[str]) -> Encoding:
        tokens = self.tokenise(texts)
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]), reverse=True)
        chunks = list(_chunks(order, tokens))
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        found: list[TokenVectors] = [NO_TOKENS] * len(texts)
        for chunk, part in zip(chunks, self._run_all(chunks, tokens), strict=True):
            vectors[chunk] = part.vectors
            for position, token_vectors in zip(chunk, part.tokens, strict=True):
                found[position] = token_vectors
        return Encoding(vectors, tuple(found))

    def _run_all(self, chunks: list[list[int]], tokens: list[list[int]]) -> Iterator[Encoding]:
        def run(session: onnxruntime.InferenceSession, chunk: list[int]) -> Encoding:
            return self._run(session, [tokens[i] for i in chunk])

        if len(chunks) <= 1 or self._threads == 1:
            return (run(self._together, chunk) for chunk in chunks)
        session = self._side_by_side
        return self._pool.map(lambda chunk: run(session, chunk), chunks)

    def _run(self, session: onnxruntime.InferenceSession, tokens: list[list[int]]) -> Encoding:
        lengths = np.array([len(ids) for ids in tokens])
        longest = int(lengths.max())
        mask = np.arange(longest) < lengths[:, None]
        embeddings = np.zeros((len(tokens), longest, self.dimensions), np.float32)
        embeddings[mask] = dequantise(self._table[np.concatenate(tokens)])
        embeddings += self._positions[:longest]
        inputs = {"embeddings": embeddings, "mask": mask.astype(np.int32)}
        states, *head = session.run(None, inputs)
        vectors = unit_length(np.einsum("nth,nt->nh", states, mask, dtype=np.float32))
        if not head:
            return without_tokens(vectors)
        # The marks at both ends and the prefix are no words of the text.
        spans = [slice(self._prefix_length, min(n - 1, _MOST_WORDS)) for n in lengths]
        found = [
            TokenVectors.of(directions[span], weights[span, 0])
            for directions, weights, span in zip(*head, spans, strict=True)
        ]
        return Encoding(vectors, tuple(found))

    @cached_property
    def _pool(self) -> ThreadPoolExecutor:
        return ThreadPoolExecutor(self._threads, thread_name_prefix="encoder")

    @cached_property
    def _together(self) -> onnxruntime.InferenceSession:
        return self._open_session(self._threads)

    @cached_property
    def _side_by_side(self) -> onnxruntime.InferenceSession:
        with self._opening:
            return self._open_session(1)

    def _open_session(self, threads: int) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # The graph is written in the operators that should run; further fusing slows it down.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(
            str(self._folder / e5_export.NETWORK), options, providers=["CPUExecutionProvider"]
        )


def _chunks(order: list[int], tokens: list[list[int]]) -> Iterator[list[int]]:
    """Cut ``order`` (longest first) into chunks that stay within ``_CHUNK_TOKENS``."""
    start = 0
    while start < len(order):
        longest = len(tokens[order[start]])
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
