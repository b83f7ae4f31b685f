"""Running a measurement in a process of its own, so that memory and threads do not mix."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_THREAD_SETTINGS = (
    "KIEMCHUNG_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
)


def limit_threads(count: int) -> None:
    """Let this process, and those it starts, use ``count`` threads on as many cores."""
    cores = sorted(os.sched_getaffinity(0))[:count]
    os.sched_setaffinity(0, cores)
    os.environ.update(dict.fromkeys(_THREAD_SETTINGS, str(count)))


def run_apart(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Return ``work(*args, **kwargs)``, run by a fresh interpreter that ends afterwards."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=fresh) as pool:
        return pool.submit(work, *args, **kwargs).result()
