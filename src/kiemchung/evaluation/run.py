"""Running an evaluation: index the set's library, ask every query, count."""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from kiemchung.claims import Level, Match
from kiemchung.claims_json import Json
from kiemchung.errors import BadInput
from kiemchung.evaluation.dataset import EvaluationSet, Query
from kiemchung.evaluation.metrics import Quality, calibration_error, measure, percentile
from kiemchung.matching.encoder import Encoder
from kiemchung.matching.index import Entry, IndexReader, IndexWriter
from kiemchung.matching.matcher import Matcher

_BATCH = 256

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with what came back for it."""

    query: Query
    ranked: tuple[str, ...]
    level: Level
    """Of the best match."""
    probability: float
    milliseconds: float

    @property
    def is_right(self) -> bool:
        """Whether the best match answers the query."""
        return bool(self.ranked) and self.ranked[0] in self.query.relevant


@dataclass(frozen=True)
class Evaluation:
    """All that was measured."""

    library: int
    asked: tuple[Asked, ...]

    @property
    def answerable(self) -> list[Asked]:
        return [item for item in self.asked if item.query.relevant]

    @property
    def unanswerable(self) -> list[Asked]:
        return [item for item in self.asked if not item.query.relevant]

    def quality(self, chosen: Iterable[Asked]) -> Quality:
        return measure((item.ranked, item.query.relevant) for item in chosen)

    def by(self, group: Callable[[Query], str]) -> dict[str, Quality]:
        """Return the quality for each group of answerable queries."""
        names = sorted({group(item.query) for item in self.answerable})
        return {
            name: self.quality(item for item in self.answerable if group(item.query) == name)
            for name in names
        }

    def levels(self, chosen: Iterable[Asked]) -> dict[Level, int]:
        counts = Counter(item.level for item in chosen)
        return {level: counts[level] for level in Level}

    @property
    def same_claim_precision(self) -> float | None:
        """How often "same claim" was right, over all queries; None when it was never said."""
        said = [item for item in self.asked if item.level is Level.SAME_CLAIM]
        return sum(item.is_right for item in said) / len(said) if said else None

    def calibration_error(self, chosen: Iterable[Asked]) -> float:
        """Return by how much the probability of the best match is off, in the mean."""
        return round(calibration_error((a.probability, a.is_right) for a in chosen), 4)

    def as_fields(self) -> dict[str, Json]:
        unanswerable = self.levels(self.unanswerable)
        times = [item.milliseconds for item in self.asked]
        precision = self.same_claim_precision
        return {
            "library": self.library,
            "queries": len(self.asked),
            "overall": {**self.quality(self.answerable).as_fields()},
            "kinds": {k: {**q.as_fields()} for k, q in self.by(lambda q: q.kind).items()},
            "languages": {k: {**q.as_fields()} for k, q in self.by(lambda q: q.language).items()},
            "unanswerable": {
                "n": len(self.unanswerable),
                "same_claim": unanswerable[Level.SAME_CLAIM],
                "related": unanswerable[Level.RELATED],
                "nothing": unanswerable[Level.NOTHING],
            },
            "answerable_levels": {str(k): n for k, n in self.levels(self.answerable).items()},
            "calibration_error": {
                "overall": self.calibration_error(self.asked),
                "kinds": {
                    kind: self.calibration_error(a for a in self.asked if a.query.kind == kind)
                    for kind in sorted({item.query.kind for item in self.asked})
                },
            },
            "same_claim_precision": None if precision is None else round(precision, 4),
            "milliseconds": {
                "p50": round(percentile(times, 0.5), 2),
                "p99": round(percentile(times, 0.99), 2),
            },
        }


def evaluate(
    data: EvaluationSet,
    encoder: Encoder,
    folder: Path,
    progress: Progress | None = None,
) -> Evaluation:
    """Ask every query of ``data`` against its library, indexed in ``folder`` (kept for next time)."""
    reader = open_indexed(data, encoder, folder, progress)
    matcher = Matcher(encoder, reader)
    _ask(matcher, data.queries[0])  # opens what is opened on first use
    asked = []
    for query in data.queries:
        asked.append(_ask(matcher, query))
        if progress is not None:
            progress(1)
    return Evaluation(reader.snapshot().size, tuple(asked))


def open_indexed(
    data: EvaluationSet, encoder: Encoder, folder: Path, progress: Progress | None = None
) -> IndexReader:
    """Return the index of a set's library below ``folder``, building what of it is missing."""
    place = folder / f"{data.digest}-{encoder.fingerprint}"
    _index(place, data.entries, encoder, progress)
    return IndexReader(place, encoder.fingerprint)


def _index(
    folder: Path, entries: tuple[Entry, ...], encoder: Encoder, progress: Progress | None
) -> None:
    with IndexWriter(folder, encoder, wait=600) as writer:
        done = writer.revision
        if progress is not None and done:
            progress(done)
        for start in range(done, len(entries), _BATCH):
            batch = entries[start : start + _BATCH]
            writer.apply(batch, revision=start + len(batch))
            if progress is not None:
                progress(len(batch))
        writer.merge()


def _ask(matcher: Matcher, query: Query) -> Asked:
    begin = time.perf_counter()
    try:
        (ranked,) = matcher.rank([query.text])
    except BadInput:
        ranked = []
    took = (time.perf_counter() - begin) * 1000
    best = ranked[0] if ranked else None
    return Asked(
        query,
        tuple(_keys(ranked)),
        best.level if best else Level.NOTHING,
        best.probability if best else 0.0,
        took,
    )


def _keys(matches: Iterable[Match]) -> Iterable[str]:
    return (match.key for match in matches)
