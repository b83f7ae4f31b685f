"""How many threads the encoder may use."""

import functools
import os

import threadpoolctl

_LIMIT = 2
"""More threads do not pay for texts of a few dozen tokens."""


def available_threads(wanted: int | None = None) -> int:
    """Return ``wanted``, or KIEMCHUNG_THREADS, or what the machine gives; never above its cores.

    Threads beyond the cores cost up to fifty times the run time (they spin against each
    other), so the number of cores open to this process is a ceiling.
    """
    cores = len(os.sched_getaffinity(0))
    if wanted is None:
        setting = os.environ.get("KIEMCHUNG_THREADS", "")
        wanted = int(setting) if setting.isdigit() else _LIMIT
    return max(1, min(wanted, cores))


@functools.cache
def limit_blas() -> None:
    """Keep numpy to one thread in this process, for good.

    Its matrices are small here, and its threads would spin against those of onnxruntime.
    """
    threadpoolctl.threadpool_limits(1, user_api="blas")
