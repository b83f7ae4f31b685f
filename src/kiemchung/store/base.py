"""The one small interface between the record and everything that reads or fills it."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from kiemchung.claims import FactCheck
from kiemchung.text.folding import fold
from kiemchung.text.links import link_key
from kiemchung.text.normal import normal_form


class Stored(StrEnum):
    """What became of a fact-check that was to be stored."""

    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Change:
    """The state of one key after a revision: its fact-check, or None when there is none left."""

    revision: int
    key: str
    fact_check: FactCheck | None


class RecordStore(Protocol):
    """Fact-checks with a revision that grows with every change."""

    @property
    def revision(self) -> int:
        """The revision of the newest change; 0 for an empty record."""
        ...

    def put(self, checks: Sequence[FactCheck]) -> Sequence[Stored | None]:
        """Store ``checks`` in one transaction and say what became of each.

        The same claim at the same address of the same publisher is one record. None is said of
        one that is not taken, because it would pass for what this site has published itself.
        Raises StorageFull, StorageReadOnly or Busy; then nothing of it is stored.
        """
        ...

    def remove(self, checks: Iterable[FactCheck]) -> int:
        """Take ``checks`` out and return how many were there."""
        ...

    def changes(self, since: int) -> Iterator[Change]:
        """Yield what has changed after the revision ``since``, oldest first, each key once."""
        ...

    def count(self) -> int:
        """Return the number of records."""
        ...


def record_key(check: FactCheck) -> str:
    """Return the key that identical claims of one publisher share; they are one entry."""
    claim = " ".join(fold(normal_form(check.claim)).split()).rstrip(".!? ")
    return _digest(check.publisher.site or check.publisher.name, claim)


def record_id(check: FactCheck) -> str:
    """Return the identity of a record: its key at one address."""
    return _digest(record_key(check), link_key(check.url))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
