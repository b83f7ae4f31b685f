"""Making a corpus: claims, queries that resemble some of them, vectors, true neighbours."""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiemchung.matching.encoder import open_encoder
from support.apart import run_apart
from support.claims import Claim, digest, extend_claims, perturb
from support.corpus import NEIGHBOURS, Corpus
from support.vectors import clustered_vectors, exact_neighbours, perturbed

_BATCH = 256
_QUERY_NOISE = 0.3


@dataclass(frozen=True, slots=True)
class CorpusMaker:
    """Makes corpora below ``work``, and finds those that it made before."""

    base: Sequence[Claim]
    work: Path
    queries: int
    seed: int
    with_encoder: bool

    def make(self, size: int) -> Corpus:
        """Return the corpus of ``size`` entries."""
        kind = run_apart(_fingerprint, self._encoders) if self.with_encoder else "synthetic"
        name = f"{kind}-{digest(self.base)}-{size}-{self.queries}-{self.seed}"
        corpus = Corpus(self.work / "corpora" / name)
        if not corpus.is_done:
            self._write_texts(corpus, size)
            seconds = self._write_vectors(corpus)
            exact = exact_neighbours(corpus.entry_vectors(), corpus.query_vectors(), NEIGHBOURS)
            corpus.finish(exact, seconds)
        return corpus

    @property
    def _encoders(self) -> Path:
        return self.work / "encoders"

    def _write_texts(self, corpus: Corpus, size: int) -> None:
        rng = random.Random(self.seed)
        entries = [claim.text for claim in extend_claims(self.base, size, self.seed)]
        sources = [rng.randrange(size) for _ in range(self.queries)]
        queries = [perturb(entries[source], rng.choice(entries), rng) for source in sources]
        corpus.write_texts(entries, queries, sources)

    def _write_vectors(self, corpus: Corpus) -> float | None:
        if self.with_encoder:
            return run_apart(_encode, corpus, self._encoders)
        entries = clustered_vectors(len(corpus.entries()), self.seed)
        rng = np.random.default_rng(self.seed + 1)
        corpus.write_vectors(entries, perturbed(entries[corpus.sources()], _QUERY_NOISE, rng))
        return None


def _fingerprint(encoders: Path) -> str:
    return open_encoder("e5-small", encoders).fingerprint


def _encode(corpus: Corpus, encoders: Path) -> float:
    """Encode ``corpus`` and return the seconds that the entries took."""
    encoder = open_encoder("e5-small", encoders)
    entries = corpus.entries()
    queries = encoder.encode_claims(corpus.queries()).vectors
    begin = time.perf_counter()
    parts = [
        encoder.encode_claims(entries[start : start + _BATCH]).vectors
        for start in range(0, len(entries), _BATCH)
    ]
    seconds = time.perf_counter() - begin
    corpus.write_vectors(np.concatenate(parts), queries)
    return seconds
