"""The project's own index: tantivy and usearch, in generations with a journal."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from kiemchung.matching.encoder import Encoding, Passages
from kiemchung.matching.encoder.base import without_tokens
from kiemchung.matching.index import IndexReader, IndexWriter, rebuild_index
from kiemchung.matching.index.reader import Hits, Snapshot
from kiemchung.text.tokens import words
from support.claims import Claim
from support.engine import LIMIT, Vector, Vectors
from support.entries import fill_index

_FINGERPRINT = "precomputed"
_CANDIDATES = 30
_DENSE_WEIGHT, _WORD_WEIGHT = 0.6, 0.4


class PrecomputedEncoder:
    """An encoder that looks vectors up, so that building does not include encoding."""

    fingerprint = _FINGERPRINT
    token_width = 0

    def __init__(self, texts: Sequence[str], vectors: Vectors) -> None:
        self._rows = {text: row for row, text in enumerate(texts)}
        self._vectors = vectors

    @property
    def dimensions(self) -> int:
        return int(self._vectors.shape[1])

    def encode_messages(self, messages: Sequence[Passages]) -> Encoding:
        return self.encode_claims([text for passages in messages for text in passages])

    def encode_claims(self, texts: Sequence[str]) -> Encoding:
        return without_tokens(np.asarray(self._vectors[[self._rows[text] for text in texts]]))


class KiemChungSearcher:
    """Searches one snapshot. Its rows are the numbers of the entries, which came in order."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @property
    def settings(self) -> str:
        return f"tantivy; usearch HNSW, float16; {_CANDIDATES} of each part in hybrid search"

    def lexical(self, text: str) -> list[int]:
        return _rows(self._snapshot.search_words(words(text), LIMIT))

    def dense(self, vector: Vector) -> list[int]:
        return _rows(self._snapshot.search_vectors(vector, LIMIT))

    def hybrid(self, text: str, vector: Vector) -> list[int]:
        by_words = self._snapshot.search_words(words(text), _CANDIDATES)
        by_meaning = self._snapshot.search_vectors(vector, _CANDIDATES)
        return _rows(weighted_sum(by_words, by_meaning)[:LIMIT])


class KiemChungEngine:
    """Builds as ``kiemchung reindex`` does: in batches, each safe on the disk before the next."""

    def build(self, texts: Sequence[str], vectors: Vectors, folder: Path) -> None:
        def fill(writer: IndexWriter) -> None:
            fill_index(writer, [Claim(text, "en") for text in texts])

        rebuild_index(folder, PrecomputedEncoder(texts, vectors), fill)

    def open(self, folder: Path, queries: Sequence[str], vectors: Vectors) -> KiemChungSearcher:
        return KiemChungSearcher(IndexReader(folder, _FINGERPRINT).snapshot())


ENGINE = KiemChungEngine()


def weighted_sum(by_words: Hits, by_meaning: Hits) -> Hits:
    """Return all hits, best first, by the weighted sum of their min-max scaled scores."""
    scores: dict[int, float] = defaultdict(float)
    for weight, hits in ((_WORD_WEIGHT, by_words), (_DENSE_WEIGHT, by_meaning)):
        for row, score in _scaled(hits):
            scores[row] += weight * score
    return sorted(scores.items(), key=lambda hit: (-hit[1], hit[0]))


def _scaled(hits: Hits) -> Iterator[tuple[int, float]]:
    """Yield ``hits`` with scores between 0 and 1; they come best first."""
    if not hits:
        return
    best, worst = hits[0][1], hits[-1][1]
    for row, score in hits:
        yield row, (score - worst) / (best - worst) if best > worst else 1.0


def _rows(hits: Hits) -> list[int]:
    return [row for row, _ in hits]
