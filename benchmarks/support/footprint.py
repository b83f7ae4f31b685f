"""How much memory this process takes, and how much disk a folder, in MB of 10^6 bytes (Linux)."""

import re
from dataclasses import dataclass
from pathlib import Path

_STATUS = Path("/proc/self/status")
_FIELD = re.compile(r"^(VmHWM|VmRSS|RssAnon):\s+(\d+) kB$", re.MULTILINE)
_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Memory:
    """Memory of a process in MB."""

    peak: float
    """The most that was resident since the process began."""
    resident: float
    """Resident now, pages of mapped files included."""
    private: float
    """Resident now and not backed by a file: what every process needs for itself."""


def read_memory() -> Memory:
    """Return the memory of this process."""
    kibibytes = dict(_FIELD.findall(_STATUS.read_text(encoding="ascii")))
    peak, resident, private = (
        int(kibibytes[name]) * 1024 / _MEGABYTE for name in ("VmHWM", "VmRSS", "RssAnon")
    )
    return Memory(peak, resident, private)


def disk_size(folder: Path) -> float:
    """Return the MB of all files below ``folder``; one with several names counts once."""
    statuses = [file.stat() for file in folder.rglob("*") if file.is_file()]
    sizes = {(status.st_dev, status.st_ino): status.st_size for status in statuses}
    return sum(sizes.values()) / _MEGABYTE
