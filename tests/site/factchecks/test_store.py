"""The record in the database keeps the same promises as the one in a file."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from kiemchung.errors import Busy, KiemchungError, StorageFull, StorageReadOnly
from kiemchung.store import RecordStore, SqliteStore, Stored
from kiemchung_site.factchecks.models import RecordHead
from kiemchung_site.factchecks.store import DatabaseStore
from tests.library.building import fact_check

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site_elsewhere(settings: Settings) -> None:
    """Make what is stored here somebody else's."""
    settings.CONFIGURATION = replace(settings.CONFIGURATION, hosts=("own.example",))


def in_database(folder: Path) -> RecordStore:
    return DatabaseStore(folder)


def in_file(folder: Path) -> RecordStore:
    return SqliteStore(folder / "records.sqlite")


@pytest.fixture(params=[in_database, in_file])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> RecordStore:
    opening: Callable[[Path], RecordStore] = request.param
    return opening(tmp_path)


def test_new_unchanged_and_changed_are_told_apart(store: RecordStore) -> None:
    assert store.put([fact_check()]) == [Stored.IMPORTED]
    assert store.put([fact_check()]) == [Stored.UNCHANGED]
    assert store.put([fact_check(verdict="Phần lớn sai")]) == [Stored.UPDATED]
    assert store.count() == 1
    assert store.revision == 2


def test_changes_are_told_once_with_their_latest_form(store: RecordStore) -> None:
    store.put([fact_check("a b c", url="https://x.example/1"), fact_check("d e f")])
    store.put([fact_check("a b c", url="https://x.example/1", verdict="Đúng")])
    changes = list(store.changes(0))
    assert [change.revision for change in changes] == [2, 3]
    assert [c.fact_check.verdict.name for c in changes if c.fact_check] == ["Sai", "Đúng"]
    assert list(store.changes(3)) == []


def test_the_newest_of_one_key_stands_for_it(store: RecordStore) -> None:
    old = fact_check(url="https://desk.example/old", published=date(2020, 1, 1))
    new = fact_check(url="https://desk.example/new", published=date(2024, 1, 1))
    undated = fact_check(url="https://desk.example/undated")
    store.put([undated, new, old])
    (change,) = store.changes(0)
    assert change.fact_check == new
    assert store.remove([new]) == 1
    (change,) = store.changes(3)
    assert change.fact_check == old
    assert store.remove([old, undated, new]) == 2
    (change,) = store.changes(4)
    assert change.fact_check is None


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("database or disk is full", StorageFull),
        ("attempt to write a readonly database", StorageReadOnly),
        ("database is locked", Busy),
    ],
)
def test_errors_of_the_database_are_translated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, kind: type[KiemchungError]
) -> None:
    from django.db import OperationalError

    def fail(*_: object, **__: object) -> None:
        raise OperationalError(said)

    monkeypatch.setattr(RecordHead.objects, "get_or_create", fail)
    with pytest.raises(kind):
        DatabaseStore(tmp_path).put([fact_check()])
