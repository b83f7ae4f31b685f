"""Measures of ranking, as information retrieval defines them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean


@dataclass(frozen=True, slots=True)
class Quality:
    """Means over queries that have an answer."""

    n: int
    map_at_5: float
    mrr: float
    success_at_1: float
    success_at_10: float

    def as_fields(self) -> dict[str, float]:
        return {
            "n": self.n,
            "map@5": round(self.map_at_5, 4),
            "mrr": round(self.mrr, 4),
            "success@1": round(self.success_at_1, 4),
            "success@10": round(self.success_at_10, 4),
        }


def measure(rankings: Iterable[tuple[Sequence[str], Collection[str]]]) -> Quality:
    """Return the quality of ``rankings``: ranked document ids with the relevant ones."""
    judged = list(rankings)
    if not judged:
        return Quality(0, 0.0, 0.0, 0.0, 0.0)
    return Quality(
        n=len(judged),
        map_at_5=fmean(average_precision(ranked, relevant, 5) for ranked, relevant in judged),
        mrr=fmean(reciprocal_rank(ranked, relevant) for ranked, relevant in judged),
        success_at_1=fmean(success(ranked, relevant, 1) for ranked, relevant in judged),
        success_at_10=fmean(success(ranked, relevant, 10) for ranked, relevant in judged),
    )


def average_precision(ranked: Sequence[str], relevant: Collection[str], depth: int) -> float:
    """Return the average precision within the first ``depth`` (trec_eval's ``map_cut``)."""
    hits, total = 0, 0.0
    for position, document in enumerate(ranked[:depth], start=1):
        if document in relevant:
            hits += 1
            total += hits / position
    return total / len(relevant)


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str]) -> float:
    """Return one over the position of the first relevant document, 0 without one."""
    for position, document in enumerate(ranked, start=1):
        if document in relevant:
            return 1.0 / position
    return 0.0


def success(ranked: Sequence[str], relevant: Collection[str], depth: int) -> float:
    """Return 1 if a relevant document is within the first ``depth``, else 0."""
    return float(any(document in relevant for document in ranked[:depth]))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which ``share`` of ``values`` lie (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def calibration_error(predictions: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """Return the expected calibration error of (probability, was right) pairs.

    The mean gap between probability and share of right ones over ``bins`` equally wide bins,
    weighted by their size (Naeini, Cooper and Hauskrecht 2015). 0 without predictions.
    """
    gaps: list[list[float]] = [[] for _ in range(bins)]
    count = 0
    for probability, right in predictions:
        gaps[min(bins - 1, int(probability * bins))].append(probability - right)
        count += 1
    return sum(abs(sum(gap)) for gap in gaps) / count if count else 0.0
