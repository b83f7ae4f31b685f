"""txtai with its own BM25 and faiss, both with txtai's default settings, and external vectors."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from support.engine import LIMIT, Vector, Vectors

# Nothing is to be looked up on the network; read when the library is imported.
os.environ["HF_HUB_OFFLINE"] = "1"

import txtai

Transform = Callable[[Sequence[str]], Vectors]


class TxtaiSearcher:
    """Searches a loaded index."""

    def __init__(self, embeddings: txtai.Embeddings) -> None:
        self._embeddings = embeddings

    @property
    def settings(self) -> str:
        ann = self._embeddings.ann
        components = ann.config["build"]["settings"]["components"]
        probes = f", {ann.nprobe()} cells searched" if "IVF" in components else ""
        return f"own BM25; faiss {components}{probes}"

    def lexical(self, text: str) -> list[int]:
        return [number for number, _ in self._embeddings.scoring.search(text, LIMIT)]

    def dense(self, vector: Vector) -> list[int]:
        (hits,) = self._embeddings.ann.search(vector.reshape(1, -1), LIMIT)
        return [number for number, _ in hits]

    def hybrid(self, text: str, vector: Vector) -> list[int]:
        return [number for number, _ in self._embeddings.search(text, LIMIT)]


class TxtaiEngine:
    """Builds and saves an index without stored texts."""

    def build(self, texts: Sequence[str], vectors: Vectors, folder: Path) -> None:
        embeddings = txtai.Embeddings(
            method="external",
            transform=_look_up(texts, vectors),
            hybrid=True,
            content=False,
        )
        embeddings.index((number, text, None) for number, text in enumerate(texts))
        embeddings.save(str(folder))
        embeddings.close()

    def open(self, folder: Path, queries: Sequence[str], vectors: Vectors) -> TxtaiSearcher:
        embeddings = txtai.Embeddings()
        embeddings.load(str(folder), config={"transform": _look_up(queries, vectors)})
        return TxtaiSearcher(embeddings)


ENGINE = TxtaiEngine()


def _look_up(texts: Sequence[str], vectors: Vectors) -> Transform:
    rows = {text: row for row, text in enumerate(texts)}

    def transform(wanted: Sequence[str]) -> Vectors:
        return vectors[[rows[text] for text in wanted]]

    return transform
