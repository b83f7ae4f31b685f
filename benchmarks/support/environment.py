"""On what a run takes place."""

import os
import platform
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

from kiemchung.claims_json import Json
from support.apart import limit_threads
from support.options import show_progress

_IDLE = 0.5


def begin_run(threads: int, packages: Iterable[str]) -> dict[str, Json]:
    """Limit this run to ``threads``, and return what JSON files say of its circumstances."""
    environment = _describe(packages)
    if os.getloadavg()[0] > _IDLE:
        show_progress("This machine is busy with something else; the times will be too long.")
    limit_threads(threads)
    return {**environment, "threads": threads}


def _describe(packages: Iterable[str]) -> dict[str, Json]:
    return {
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)),
        "load_before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "packages": {name: _version(name) for name in packages},
    }


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()
