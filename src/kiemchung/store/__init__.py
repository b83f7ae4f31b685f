"""The record: where imported fact-checks are kept, and from which the index is rebuilt."""

from kiemchung.store.base import Change, RecordStore, Stored, record_key
from kiemchung.store.sqlite import SqliteStore

__all__ = ["Change", "RecordStore", "SqliteStore", "Stored", "record_key"]
