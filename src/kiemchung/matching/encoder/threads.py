"""How many threads the encoder may use."""

import os

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
