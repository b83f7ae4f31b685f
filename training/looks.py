"""Evidence on judged messages, gathered by the matcher itself from real indexes."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kiemchung.errors import BadInput
from kiemchung.evaluation import EvaluationSet, Query
from kiemchung.evaluation.run import open_indexed
from kiemchung.matching.encoder import Encoder
from kiemchung.matching.features import relate_candidates
from kiemchung.matching.matcher import Look, Matcher
from kiemchung.matching.ranker import Thresholds
from training.examples import Sets, bare, queries_of, without_diacritics

_TYPED = "as typed"
"""Ends a setting in which no diacritics are put back, as where the library has none of the words."""


@dataclass(frozen=True)
class Judged:
    """One passage of a judged message with its candidates."""

    query: Query
    setting: str
    """Which library was asked; "without" names one from which the answer was taken out."""
    family: str
    keys: tuple[str, ...]
    features: NDArray[np.float32]
    labels: NDArray[np.bool_]
    counted: NDArray[np.bool_]
    """Which candidates say something: not those that another passage is about."""


class _NoRanker:
    """Stands in where only evidence is wanted."""

    thresholds = Thresholds(1.0, 1.0)

    def probabilities(self, features: NDArray[np.float32]) -> NDArray[np.float32]:
        return np.zeros(len(features), np.float32)


def gather(sets: Sets, families: dict[str, str], encoder: Encoder, folder: Path) -> list[Judged]:
    """Return the evidence on the dev splits, on messages in a small and in a large library."""
    settings = (
        ("messages", sets.messages, queries_of(sets.messages, "dev")),
        ("messages bare", sets.messages, bare(queries_of(sets.messages, "dev"))),
        (f"messages {_TYPED}", sets.messages, without_diacritics(queries_of(sets.messages, "dev"))),
        ("pairs", sets.pairs, queries_of(sets.pairs, "dev")),
        ("pairs bare", sets.pairs, bare(queries_of(sets.pairs, "dev"))),
        (f"pairs {_TYPED}", sets.pairs, without_diacritics(queries_of(sets.pairs, "dev"))),
        ("tweets", sets.tweets, queries_of(sets.tweets, "dev")),
        ("everything", _together(sets), queries_of(sets.messages, "dev")),
    )
    judged = []
    for name, data, queries in settings:
        reader = open_indexed(data, encoder, folder)
        matcher = Matcher(encoder, reader, _NoRanker(), restores=not name.endswith(_TYPED))
        snapshot = reader.snapshot()
        for query in queries:
            looks = _look(matcher, query)
            keys = [
                tuple(snapshot.document(c.row).entry.key for c in look.candidates) for look in looks
            ]
            claim = min(query.relevant, default=query.near)
            family = families.get(claim, claim or query.id)
            judged += _judge(query, name, family, looks, keys)
        print(f"{name}: {len(queries)} messages looked up", flush=True)
    return judged


def _look(matcher: Matcher, query: Query) -> list[Look]:
    try:
        return matcher.look([query.text])[0]
    except BadInput:
        return []


def _together(sets: Sets) -> EvaluationSet:
    digest = hashlib.sha256(f"{sets.messages.digest} {sets.tweets.digest}".encode()).hexdigest()
    entries = (*sets.tweets.entries, *sets.messages.entries)
    return EvaluationSet(entries, sets.messages.queries, digest[:16])


def _judge(
    query: Query,
    setting: str,
    family: str,
    looks: Sequence[Look],
    keys: Sequence[tuple[str, ...]],
) -> Iterator[Judged]:
    best = _best_passage(looks, keys)
    for number, (look, found) in enumerate(zip(looks, keys, strict=True)):
        labels = np.array([key in query.relevant for key in found], bool)
        here = np.array([best[key] == number for key in found], bool)
        yield Judged(query, setting, family, found, look.features, labels, ~labels | here)
        if labels.any():
            left = ~labels
            yield Judged(
                query,
                f"{setting} without",
                family,
                tuple(key for key, kept in zip(found, left, strict=True) if kept),
                relate_candidates(look.features[left]),
                labels[left],
                np.ones(int(left.sum()), bool),
            )


def _best_passage(looks: Sequence[Look], keys: Sequence[Iterable[str]]) -> dict[str, int]:
    best: dict[str, tuple[float, int]] = {}
    for number, (look, found) in enumerate(zip(looks, keys, strict=True)):
        for key, candidate in zip(found, look.candidates, strict=True):
            score = (candidate.cosine, -number)
            if key not in best or score > (best[key][0], -best[key][1]):
                best[key] = (candidate.cosine, number)
    return {key: number for key, (_, number) in best.items()}
