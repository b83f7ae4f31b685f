"""What a backup says of itself: by whom it was made, when, and what is in it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from kiemchung_site.errors import NotABackup

FORMAT = 1
NAME = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The first member of a backup's archive."""

    format: int
    version: str
    """Of the program that made it."""
    made: str
    """When, in UTC and ISO 8601."""
    engine: str
    """``sqlite`` or ``postgresql``."""
    migrations: list[str]
    """What the tables have gone through, as ``app.name``."""
    file: str
    """The name of the database among the members."""
    size: int
    sha256: str

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()


def read_manifest(file: Path, content: bytes) -> Manifest:
    """Return what ``content`` says. Raises NotABackup; ``file`` is named in it."""
    try:
        manifest = Manifest(**json.loads(content))
    except (TypeError, ValueError):
        raise NotABackup(file, "its manifest cannot be read") from None
    if manifest.format != FORMAT:
        raise NotABackup(file, f"it has format {manifest.format} instead of {FORMAT}")
    return manifest
