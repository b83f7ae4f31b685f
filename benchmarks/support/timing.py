"""Times of single calls."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

Q = TypeVar("Q")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Latency:
    """Percentiles of the time of one call, in milliseconds."""

    p50: float
    p99: float

    @classmethod
    def of(cls, milliseconds: Sequence[float]) -> "Latency":
        p50, p99 = np.percentile(milliseconds, [50, 99])
        return cls(float(p50), float(p99))


def time_each(call: Callable[[Q], R], questions: Iterable[Q]) -> tuple[list[R], list[float]]:
    """Return what ``call`` gave for each of ``questions``, and the milliseconds each took."""
    results, milliseconds = [], []
    for question in questions:
        begin = time.perf_counter()
        result = call(question)
        milliseconds.append((time.perf_counter() - begin) * 1000)
        results.append(result)
    return results, milliseconds
