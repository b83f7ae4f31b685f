from datetime import date
from pathlib import Path

import pytest

from kiemchung.store import SqliteStore, Stored
from tests.library.building import fact_check


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "records.sqlite")


def test_new_unchanged_and_changed_are_told_apart(store: SqliteStore) -> None:
    assert store.put([fact_check()]) == [Stored.IMPORTED]
    assert store.put([fact_check()]) == [Stored.UNCHANGED]
    assert store.put([fact_check(verdict="Phần lớn sai")]) == [Stored.UPDATED]
    assert store.count() == 1


def test_unchanged_records_do_not_move_the_revision(store: SqliteStore) -> None:
    store.put([fact_check()])
    revision = store.revision
    store.put([fact_check()])
    assert store.revision == revision


def test_changes_are_told_once_with_their_latest_form(store: SqliteStore) -> None:
    store.put([fact_check("a b c", url="https://x.example/1"), fact_check("d e f")])
    store.put([fact_check("a b c", url="https://x.example/1", verdict="Đúng")])
    changes = list(store.changes(0))
    assert [change.revision for change in changes] == [2, 3]
    found = [change.fact_check for change in changes]
    assert [check.verdict.name for check in found if check] == ["Sai", "Đúng"]
    assert list(store.changes(3)) == []


def test_identical_claims_of_one_publisher_collapse_to_the_newest(store: SqliteStore) -> None:
    old = fact_check(url="https://desk.example/old", published=date(2020, 1, 1))
    new = fact_check(
        "uống nước CHANH nóng chữa khỏi ung thư.",
        url="https://desk.example/new",
        published=date(2024, 1, 1),
    )
    store.put([new, old])
    (change,) = store.changes(0)
    assert change.fact_check is not None
    assert change.fact_check.url == "https://desk.example/new"
    assert store.count() == 2


def test_the_same_claim_of_two_publishers_does_not_collapse(store: SqliteStore) -> None:
    store.put([fact_check(site="a.example"), fact_check(site="b.example")])
    assert len(list(store.changes(0))) == 2


def test_a_removed_record_gives_way_to_an_older_one_or_to_none(store: SqliteStore) -> None:
    old = fact_check(url="https://desk.example/old", published=date(2020, 1, 1))
    new = fact_check(url="https://desk.example/new", published=date(2024, 1, 1))
    store.put([old, new])
    store.remove([new])
    (change,) = store.changes(0)
    assert change.fact_check == old
    store.remove([old])
    (change,) = store.changes(0)
    assert change.fact_check is None


def test_everything_is_there_after_reopening(tmp_path: Path) -> None:
    first = SqliteStore(tmp_path / "r.sqlite")
    first.put([fact_check()])
    first.close()
    assert SqliteStore(tmp_path / "r.sqlite").count() == 1
