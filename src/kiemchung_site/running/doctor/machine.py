"""The machine: folders, room, clock, libraries that were installed."""

import os
import shutil
import stat
import sys
from datetime import UTC, datetime, timedelta
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.conf import settings
from django.db.models import Max

from kiemchung_site.factchecks.models import Version
from kiemchung_site.running.doctor.finding import Finding, State, judge
from kiemchung_site.running.installation import backup_age

_LEAST_ROOM = 500_000_000
_GOOD_ROOM = 2_000_000_000
_OLDEST_BACKUP = timedelta(days=7)
_OLDEST_PYTHON = (3, 11)
_BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock that is right shows an earlier time."""
_LIBRARIES = ("django", "granian", "whitenoise", "onnxruntime", "tantivy", "usearch", "numpy")


def folders_can_be_written() -> Finding:
    folders = (_folder(), settings.CONFIGURATION.data)
    closed = [str(folder) for folder in folders if not os.access(folder, os.W_OK | os.X_OK)]
    return judge(
        "folders",
        not closed,
        ", ".join(closed) or str(_folder()),
        "Give the user who runs the site the right to write there.",
    )


def folders_are_private() -> Finding:
    """Members' addresses and received questions are nobody else's business."""
    private = ("site.sqlite", "secret-key")
    open_to_all = [
        name
        for name in private
        if (path := _folder() / name).exists() and stat.S_IMODE(path.stat().st_mode) & 0o007
    ]
    return judge(
        "rights of the files",
        not open_to_all or not _folder().stat().st_mode & 0o001,
        "others can read " + ", ".join(open_to_all) if open_to_all else "only for this user",
        f"Run: chmod o-rwx {_folder()}",
        State.DOUBTFUL,
    )


def disk_has_room() -> Finding:
    free = shutil.disk_usage(_folder()).free
    return judge(
        "room on the disk",
        free >= _GOOD_ROOM,
        f"{free / 1e9:.1f} GB free",
        "Free some space; nothing can be published on a full disk.",
        State.BAD if free < _LEAST_ROOM else State.DOUBTFUL,
    )


def clock_is_right() -> Finding:
    """A clock that runs behind would date corrections before what they correct."""
    now = datetime.now(UTC)
    newest = Version.objects.aggregate(newest=Max("published_at"))["newest"]
    earliest = max(_BUILT, newest) if newest else _BUILT
    return judge(
        "clock",
        now >= earliest,
        now.isoformat(timespec="seconds"),
        "Set the clock, and let it be kept: timedatectl set-ntp true",
    )


def versions_are_known() -> Finding:
    missing = [name for name in _LIBRARIES if _version(name) is None]
    numbers = ", ".join(f"{name} {_version(name)}" for name in _LIBRARIES if name not in missing)
    return judge(
        "versions",
        not missing and sys.version_info >= _OLDEST_PYTHON,
        f"Python {sys.version.split()[0]}, {numbers}",
        f"Install the program anew; missing: {', '.join(missing) or 'a newer Python'}",
    )


def backup_is_fresh() -> Finding:
    age = backup_age()
    return judge(
        "backup",
        age is not None and age < _OLDEST_BACKUP,
        f"{age.days} days old" if age is not None else "none is known",
        "Run: kiemchung backup FILE, every night, and keep a copy on another machine.",
        State.DOUBTFUL,
    )


def _folder() -> Path:
    return Path(settings.CONFIGURATION.folder)


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
