import json
import os
import resource
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kiemchung import importing
from kiemchung.claimreview import SkipReason
from kiemchung.errors import Busy, StorageFull, StorageReadOnly
from kiemchung.importing import import_sources
from kiemchung.library import Library
from kiemchung.matching.index import IndexReader, Snapshot
from kiemchung.store import Stored


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "data", "fake")


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    return write_feed(tmp_path / "feed.jsonl", range(40))


def write_feed(path: Path, numbers: range, verdict: str = "False") -> Path:
    rows = [
        {
            "claim": f"claim number {n} about lemon{n}",
            "verdict": verdict,
            "url": f"https://d.example/{n}",
        }
        for n in numbers
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return path


def snapshot(library: Library) -> Snapshot:
    return IndexReader(library.index_folder, library.encoder.fingerprint).snapshot()


def test_what_is_imported_is_found(library: Library, feed: Path) -> None:
    report = import_sources(library, [str(feed)])
    assert report.counts == {Stored.IMPORTED: 40}
    assert snapshot(library).size == 40
    assert snapshot(library).search_words(["lemon7"], 5)


def test_importing_again_changes_nothing(library: Library, feed: Path) -> None:
    import_sources(library, [str(feed)])
    before = snapshot(library).revision
    report = import_sources(library, [str(feed)])
    assert report.counts == {Stored.UNCHANGED: 40}
    assert (snapshot(library).size, snapshot(library).revision) == (40, before)


def test_changed_entries_are_updated(library: Library, feed: Path, tmp_path: Path) -> None:
    import_sources(library, [str(feed)])
    changed = write_feed(tmp_path / "b.jsonl", range(5), verdict="Half true")
    assert import_sources(library, [str(changed)]).counts == {Stored.UPDATED: 5}
    (row, _), *_ = snapshot(library).search_words(["lemon3"], 1)
    assert snapshot(library).document(row).entry.fact_check.verdict.name == "Half true"


def test_what_is_skipped_is_counted_by_reason_with_places(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "dirty.jsonl"
    bad = [{"claim": "", "verdict": "x", "url": "https://d.example"}] * 5
    path.write_text(
        "\n".join(map(json.dumps, [*bad, {"claim": "a b", "url": "https://d.example"}]))
    )
    report = import_sources(library, [str(path)])
    assert report.skipped == {SkipReason.NO_CLAIM: 5, SkipReason.NO_RATING: 1}
    assert len(report.examples[SkipReason.NO_CLAIM]) == 3
    assert "dirty.jsonl, line 6" in report.examples[SkipReason.NO_RATING][0]


def test_an_interrupted_import_goes_on_where_it_stopped(
    library: Library, feed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "_BATCH", 10)

    def interrupt(_name: str, _read: int, _size: int, done: int) -> None:
        if done == 20:
            raise KeyboardInterrupt

    assert import_sources(library, [str(feed)], interrupt).interrupted
    assert snapshot(library).size == 20
    report = import_sources(library, [str(feed)])
    assert report.counts == {Stored.UNCHANGED: 20, Stored.IMPORTED: 20}
    assert snapshot(library).size == 40


def test_records_that_a_crash_kept_from_the_index_are_caught_up(
    library: Library, feed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with library.open_writer():
        pass
    with monkeypatch.context() as patched:
        patched.setattr(Library, "sync", lambda *_: None)
        import_sources(library, [str(feed)])
    assert snapshot(library).size == 0
    import_sources(library, [str(feed)])
    assert snapshot(library).size == 40


def test_two_imports_at_once(library: Library, feed: Path) -> None:
    with library.open_writer(), pytest.raises(Busy, match="Wait until it has finished"):
        import_sources(library, [str(feed)])


def test_reindexing_gives_the_same_library(library: Library, feed: Path) -> None:
    import_sources(library, [str(feed)])
    library.reindex()
    assert (snapshot(library).size, snapshot(library).revision) == (40, 40)


def limited(limit: int, work: Callable[[], object]) -> str:
    """Run ``work`` in a child that can write no file beyond ``limit`` bytes; name its error."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        try:
            work()
            result = "nothing"
        except BaseException as error:
            result = type(error).__name__
        os.write(writing, result.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        result = stream.read()
    os.waitpid(child, 0)
    return result


@pytest.mark.parametrize("limit", [3_000, 5_000, 20_000, 40_000])
def test_a_full_disk_leaves_the_old_state_whole(
    library: Library, feed: Path, tmp_path: Path, limit: int
) -> None:
    import_sources(library, [str(feed)])
    more = write_feed(tmp_path / "more.jsonl", range(100, 900))
    outcome = limited(limit, lambda: import_sources(Library(library.folder, "fake"), [str(more)]))
    assert outcome == StorageFull.__name__
    now = snapshot(library)
    assert now.size >= 40
    assert all(now.search_words([f"lemon{n}"], 1) for n in range(40))
    report = import_sources(library, [str(more)])
    assert report.counts.total() == 800
    assert snapshot(library).size == 840


@pytest.mark.parametrize("limit", [2_000, 4_000, 9_000])
def test_a_full_disk_while_reindexing_leaves_the_old_index(
    library: Library, feed: Path, limit: int
) -> None:
    import_sources(library, [str(feed)])
    outcome = limited(limit, Library(library.folder, "fake").reindex)
    assert outcome == StorageFull.__name__
    assert snapshot(library).size == 40


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Give a file system of so many kilobytes."""
    mounted: list[Path] = []

    def mount(kilobytes: int) -> Path:
        folder = tmp_path / f"disk{kilobytes}"
        folder.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(folder)]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("this user may not mount a small disk")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("kilobytes", [40, 100, 200, 400, 600, 800, 1000])
def test_a_disk_that_is_really_full_leaves_the_old_state_whole(
    small_disk: Callable[[int], Path], feed: Path, tmp_path: Path, kilobytes: int
) -> None:
    disk = Library(small_disk(kilobytes) / "data", "fake")
    more = write_feed(tmp_path / "more.jsonl", range(100, 2900))
    acknowledged = 0
    for source in (feed, more):
        try:
            acknowledged += import_sources(disk, [str(source)]).read
        except StorageFull:
            break
    assert acknowledged < 2840, "the disk was meant to be too small"
    if acknowledged:
        now = snapshot(disk)
        assert all(now.search_words([f"lemon{n}"], 1) for n in range(40))


@pytest.fixture
def read_only(library: Library) -> Iterator[Path]:
    library.folder.mkdir(parents=True)
    library.folder.chmod(0o500)
    yield library.folder
    library.folder.chmod(0o700)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_named(library: Library, feed: Path, read_only: Path) -> None:
    with pytest.raises(StorageReadOnly, match="KIEMCHUNG_DATA"):
        import_sources(library, [str(feed)])
