"""What the errors of the database mean; SQLite and PostgreSQL say it in words alone."""

from django.db import DatabaseError

from kiemchung.errors import Busy, StorageFull, StorageReadOnly

Meaning = type[StorageFull | StorageReadOnly | Busy]

_SIGNS: tuple[tuple[str, Meaning], ...] = (
    ("full", StorageFull),
    ("No space left", StorageFull),
    ("readonly", StorageReadOnly),
    ("locked", Busy),
    ("deadlock", Busy),
    ("lock timeout", Busy),
)


def meaning_of(error: DatabaseError) -> Meaning | None:
    """Return the library's class for ``error``, or nothing when it is something else."""
    return next((meaning for sign, meaning in _SIGNS if sign in str(error)), None)
