from collections.abc import Iterator
from pathlib import Path

import pytest

from kiemchung.errors import Busy, IndexDamaged, IndexMismatch, IndexMissing
from kiemchung.matching.encoder.fake import FakeEncoder
from kiemchung.matching.index import IndexReader, IndexWriter, Snapshot, rebuild_index
from kiemchung.matching.index.generation import current_name
from kiemchung.text.links import link_key
from tests.library.building import entry

encoder = FakeEncoder()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def writer(folder: Path) -> Iterator[IndexWriter]:
    with IndexWriter(folder, encoder) as writer:
        yield writer


@pytest.fixture
def reader(folder: Path, writer: IndexWriter) -> IndexReader:
    return IndexReader(folder, encoder.fingerprint)


def keys(snapshot: Snapshot, *tokens: str) -> set[str]:
    return {snapshot.document(row).entry.key for row, _ in snapshot.search_words(tokens, 10)}


def nearest(snapshot: Snapshot, text: str) -> str:
    vector = encoder.encode_claims([text]).vectors[0]
    row, _ = snapshot.search_vectors(vector, 1)[0]
    return snapshot.document(row).entry.key


@pytest.mark.parametrize("merged", [False, True])
def test_an_addition_is_found_at_once(
    writer: IndexWriter, reader: IndexReader, merged: bool
) -> None:
    writer.apply([entry("1", "chanh nóng"), entry("2", "tỏi sống")])
    if merged:
        writer.merge()
    snapshot = reader.snapshot()
    assert snapshot.size == 2
    assert keys(snapshot, "chanh") == {"1"}
    assert nearest(snapshot, "tỏi sống") == "2"


@pytest.mark.parametrize("merged_before", [False, True])
@pytest.mark.parametrize("merged_after", [False, True])
def test_a_change_replaces_the_old_form(
    writer: IndexWriter, reader: IndexReader, merged_before: bool, merged_after: bool
) -> None:
    writer.apply([entry("1", "chanh nóng"), entry("2", "tỏi sống")])
    if merged_before:
        writer.merge()
    writer.apply([entry("1", "gừng tươi")])
    if merged_after:
        writer.merge()
    snapshot = reader.snapshot()
    assert snapshot.size == 2
    assert keys(snapshot, "chanh") == set()
    assert keys(snapshot, "gừng") == {"1"}
    assert nearest(snapshot, "gừng tươi") == "1"


@pytest.mark.parametrize("merged_before", [False, True])
@pytest.mark.parametrize("merged_after", [False, True])
def test_a_removal_is_gone(
    writer: IndexWriter, reader: IndexReader, merged_before: bool, merged_after: bool
) -> None:
    writer.apply([entry("1", "chanh nóng"), entry("2", "tỏi sống")])
    if merged_before:
        writer.merge()
    writer.apply([], removals=["1"])
    if merged_after:
        writer.merge()
    snapshot = reader.snapshot()
    assert snapshot.size == 1
    assert keys(snapshot, "chanh") == set()
    assert nearest(snapshot, "chanh nóng") == "2"


def test_words_are_found_with_and_without_diacritics(
    writer: IndexWriter, reader: IndexReader
) -> None:
    writer.apply([entry("1", "Đường phèn"), entry("2", "đương nhiên")])
    writer.merge()
    snapshot = reader.snapshot()
    assert keys(snapshot, "duong") == {"1", "2"}
    (first, _), *_ = snapshot.search_words(["đường"], 10)
    assert snapshot.document(first).entry.key == "1"


def test_an_entry_is_found_by_its_address(writer: IndexWriter, reader: IndexReader) -> None:
    writer.apply([entry("1", url="https://www.desk.example/a?utm_source=x")])
    for merged in (False, True):
        if merged:
            writer.merge()
        (row,) = reader.snapshot().with_link(link_key("http://desk.example/a"))
        assert reader.snapshot().document(row).entry.key == "1"


def test_many_small_changes_merge_by_themselves(writer: IndexWriter, reader: IndexReader) -> None:
    for start in range(0, 4800, 400):
        writer.apply([entry(str(n)) for n in range(start, start + 400)], revision=start + 400)
    snapshot = reader.snapshot()
    assert snapshot.size == 4800
    assert snapshot.revision == 4800
    assert len(snapshot.fresh.live) < 4000


def test_a_snapshot_stays_readable_while_the_index_changes(
    writer: IndexWriter, reader: IndexReader
) -> None:
    writer.apply([entry("1", "chanh nóng")])
    writer.merge()
    old = reader.snapshot()
    (row, _) = old.search_words(["chanh"], 1)[0]
    for step in range(3):
        writer.apply([entry("1", f"gừng {step}")])
        writer.merge()
    assert old.document(row).entry.fact_check.claim == "chanh nóng"


def test_the_same_work_goes_on_after_reopening(folder: Path) -> None:
    with IndexWriter(folder, encoder) as writer:
        writer.apply([entry("1")], revision=1)
    with IndexWriter(folder, encoder) as writer:
        assert (writer.revision, writer.size) == (1, 1)
        writer.apply([entry("2")], revision=2)
    assert IndexReader(folder, encoder.fingerprint).snapshot().size == 2


def test_a_second_writer_is_told_to_wait(folder: Path, writer: IndexWriter) -> None:
    with pytest.raises(Busy, match="Another process is writing"):
        IndexWriter(folder, encoder)


def test_an_index_of_another_encoder_is_refused(folder: Path, writer: IndexWriter) -> None:
    with pytest.raises(IndexMismatch, match="kiemchung reindex"):
        IndexReader(folder, "another-encoder")


def test_a_missing_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="kiemchung import"):
        IndexReader(tmp_path / "nothing", encoder.fingerprint)


@pytest.mark.parametrize("name", ["vectors.usearch", "manifest.json", "words/meta.json"])
def test_a_broken_file_is_named(folder: Path, name: str) -> None:
    with IndexWriter(folder, encoder) as writer:
        writer.apply([entry("1")])
        writer.merge()
    broken = folder / current_name(folder) / name
    for content in (b"broken", b"x" * broken.stat().st_size, b""):
        broken.write_bytes(content)
        with pytest.raises(IndexDamaged, match="kiemchung reindex"):
            IndexReader(folder, encoder.fingerprint)


def test_an_emptied_index_can_be_read_and_filled_again(folder: Path) -> None:
    with IndexWriter(folder, encoder) as writer:
        writer.apply([entry("1")])
        writer.merge()
        writer.apply([], ["1"])
        writer.merge()
        assert IndexReader(folder, encoder.fingerprint).snapshot().size == 0
        writer.apply([entry("2")])
        writer.merge()
    snapshot = IndexReader(folder, encoder.fingerprint).snapshot()
    assert snapshot.size == 1
    assert len(snapshot.with_key("2")) == 1


def test_a_torn_record_at_the_end_is_ignored_and_cut_away(folder: Path) -> None:
    with IndexWriter(folder, encoder) as writer:
        writer.apply([entry("1")])
        writer.apply([entry("2")])
    journal = folder / current_name(folder) / "journal"
    journal.write_bytes(journal.read_bytes()[:-5])
    assert IndexReader(folder, encoder.fingerprint).snapshot().size == 1
    with IndexWriter(folder, encoder) as writer:
        writer.apply([entry("3")])
    assert IndexReader(folder, encoder.fingerprint).snapshot().size == 2


def test_rebuilding_replaces_everything(folder: Path) -> None:
    with IndexWriter(folder, encoder) as writer:
        writer.apply([entry("1"), entry("2")])
    reader = IndexReader(folder, encoder.fingerprint)
    rebuild_index(folder, encoder, lambda new: new.apply([entry("3")], revision=7))
    assert (reader.snapshot().size, reader.snapshot().revision) == (1, 7)


def test_a_failed_rebuild_leaves_the_old_index(folder: Path) -> None:
    with IndexWriter(folder, encoder) as writer:
        writer.apply([entry("1"), entry("2")])

    def fail(new: IndexWriter) -> None:
        new.apply([entry("3")])
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        rebuild_index(folder, encoder, fail)
    assert IndexReader(folder, encoder.fingerprint).snapshot().size == 2
    assert not (folder / ".rebuild").exists()
