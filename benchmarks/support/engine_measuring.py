"""Measuring one engine on one corpus: a build and a round of searches, each in its own process."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

import numpy as np

from support.apart import run_apart
from support.corpus import Corpus
from support.engine import Searcher, Vector, load_engine
from support.footprint import disk_size, read_memory
from support.timing import Latency, time_each

WARM_UP = 50
"""Queries asked before the clock runs; they are not asked again."""

Question = tuple[str, Vector]
Search = Callable[[Question], list[int]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured of one engine: seconds, MB, milliseconds and shares, as named."""

    build_seconds: float
    """From texts and vectors in memory to a searchable index on the disk."""
    build_peak_mb: float
    """Highest resident memory of the building process, its libraries and the input included."""
    disk_mb: float
    open_seconds: float
    """Opening the index and answering the first query; without importing libraries."""
    libraries_mb: float
    """Resident memory of the searching process once its libraries are imported."""
    resident_mb: float
    """Resident memory of the searching process after all searches."""
    private_mb: float
    """The part of it that is not backed by a file and so cannot be shared or dropped."""
    lexical_p50_ms: float
    lexical_p99_ms: float
    dense_p50_ms: float
    dense_p99_ms: float
    hybrid_p50_ms: float
    hybrid_p99_ms: float
    dense_recall: float
    """Share of the ten nearest entries (exact, float32) among the ten that were found."""
    lexical_found: float
    """Share of queries for which the entry they were made from is among the ten."""
    dense_found: float
    hybrid_found: float


@dataclass(frozen=True, slots=True)
class Round:
    figures: Figures
    settings: str


@dataclass(frozen=True, slots=True)
class _Build:
    seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class _Serving:
    settings: str
    open_seconds: float
    libraries_mb: float
    resident_mb: float
    private_mb: float
    lexical: Latency
    dense: Latency
    hybrid: Latency
    dense_recall: float
    lexical_found: float
    dense_found: float
    hybrid_found: float


def measure_engine(name: str, corpus: Corpus, folder: Path) -> Round:
    """Build the index of ``corpus`` in the new ``folder`` with the engine ``name``, and search it."""
    build = run_apart(_build, name, corpus, folder)
    serving = run_apart(_serve, name, corpus, folder)
    figures = Figures(
        build_seconds=build.seconds,
        build_peak_mb=build.peak_mb,
        disk_mb=disk_size(folder),
        open_seconds=serving.open_seconds,
        libraries_mb=serving.libraries_mb,
        resident_mb=serving.resident_mb,
        private_mb=serving.private_mb,
        lexical_p50_ms=serving.lexical.p50,
        lexical_p99_ms=serving.lexical.p99,
        dense_p50_ms=serving.dense.p50,
        dense_p99_ms=serving.dense.p99,
        hybrid_p50_ms=serving.hybrid.p50,
        hybrid_p99_ms=serving.hybrid.p99,
        dense_recall=serving.dense_recall,
        lexical_found=serving.lexical_found,
        dense_found=serving.dense_found,
        hybrid_found=serving.hybrid_found,
    )
    return Round(figures, serving.settings)


def _build(name: str, corpus: Corpus, folder: Path) -> _Build:
    engine = load_engine(name)
    texts, vectors = corpus.entries(), corpus.entry_vectors()
    begin = time.perf_counter()
    engine.build(texts, vectors, folder)
    return _Build(time.perf_counter() - begin, read_memory().peak)


def _serve(name: str, corpus: Corpus, folder: Path) -> _Serving:
    engine = load_engine(name)
    libraries_mb = read_memory().resident
    texts, vectors = corpus.queries(), corpus.query_vectors()
    questions = list(zip(texts, vectors, strict=True))
    begin = time.perf_counter()
    searcher = engine.open(folder, texts, vectors)
    searcher.hybrid(*questions[0])
    open_seconds = time.perf_counter() - begin
    (lexical, lexical_times), (dense, dense_times), (hybrid, hybrid_times) = (
        _time_after_warm_up(search, questions) for search in _searches(searcher)
    )
    memory = read_memory()
    sources = corpus.sources()[WARM_UP:]
    return _Serving(
        settings=searcher.settings,
        open_seconds=open_seconds,
        libraries_mb=libraries_mb,
        resident_mb=memory.resident,
        private_mb=memory.private,
        lexical=Latency.of(lexical_times),
        dense=Latency.of(dense_times),
        hybrid=Latency.of(hybrid_times),
        dense_recall=_recall(dense, corpus.exact()[WARM_UP:].tolist()),
        lexical_found=_found(lexical, sources),
        dense_found=_found(dense, sources),
        hybrid_found=_found(hybrid, sources),
    )


def _searches(searcher: Searcher) -> tuple[Search, Search, Search]:
    return (
        lambda question: searcher.lexical(question[0]),
        lambda question: searcher.dense(question[1]),
        lambda question: searcher.hybrid(*question),
    )


def _time_after_warm_up(
    search: Search, questions: Sequence[Question]
) -> tuple[list[list[int]], list[float]]:
    time_each(search, questions[:WARM_UP])
    return time_each(search, questions[WARM_UP:])


def _recall(found: Iterable[list[int]], exact: Iterable[list[int]]) -> float:
    pairs = zip(found, exact, strict=True)
    return fmean(len({*some} & {*nearest}) / len(nearest) for some, nearest in pairs)


def _found(found: Sequence[list[int]], sources: Sequence[int]) -> float:
    hits = [source in some for some, source in zip(found, sources, strict=True)]
    return float(np.mean(hits))
