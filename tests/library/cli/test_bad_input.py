"""Bad input ends in one clear line and a documented exit code, and leaves nothing half-written."""

import errno
import os
import unicodedata
from pathlib import Path

import pytest

from kiemchung.cli.exits import BAD_INPUT, CANNOT_WRITE, NO_INPUT, TRY_AGAIN
from kiemchung.library import Library, data_folder

from .conftest import Run

pytestmark = pytest.mark.usefixtures("fake_encoder")

UNUSABLE = {
    "empty": b"",
    "blank": b" \n\t\xc2\xa0",
    "emoji": "😀🙏🔥".encode(),
    "punctuation": b"?!... -- ***",
    "zero-width": "\u200b\u200d\ufeff".encode(),
    "one NUL": b"\x00",
    "every NUL": b"\x00" * 5000,
    "link": b"https://example.com/some/page?utm_source=x",
    "ten megabytes": b"nuoc chanh nong " * 655_360,
    "binary": bytes(range(256)) * 40,
    "random bytes": os.urandom(4096),
    "png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
}

USABLE = {
    "NFD": unicodedata.normalize("NFD", "Uống nước chanh nóng chữa khỏi ung thư"),
    "right to left": "هل يعالج ماء الليمون الساخن السرطان؟",
    "a NUL inside": "nước chanh\x00 nóng chữa ung thư",
    "lone surrogate": "nước chanh \ud83d nóng",
    "one letter": "a",
    "line separators": "nước chanh\u2028nóng\u2029chữa ung thư",
}


@pytest.mark.parametrize("content", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_unusable_messages_are_refused_in_one_line(kiemchung: Run, content: bytes) -> None:
    ran = kiemchung("ask", "-", stdin=content)
    assert ran.code == BAD_INPUT
    assert ran.out == ""
    said = [line for line in ran.err.splitlines() if line.startswith("kiemchung: ")]
    assert len(said) == 1
    assert said[0].endswith(".")
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("text", USABLE.values(), ids=USABLE.keys())
def test_unusual_messages_are_answered(kiemchung: Run, text: str) -> None:
    ran = kiemchung("ask", text, "--json")
    assert ran.code == 0, ran.err
    assert ran.json["answer"] in ("same_claim", "related", "nothing")


def test_a_link_that_is_not_known_says_so(kiemchung: Run) -> None:
    ran = kiemchung("ask", "https://example.com/unknown")
    assert "example.com/unknown" in ran.err


@pytest.mark.parametrize("source", ["missing.json", "folder"])
def test_a_source_that_cannot_be_read(kiemchung: Run, tmp_path: Path, source: str) -> None:
    (tmp_path / "folder").mkdir()
    ran = kiemchung("import", str(tmp_path / source))
    assert ran.code == NO_INPUT
    assert source in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02" * 999, b"{", b"[]", b"just words", b"a,b\n1,2\n"]
)
def test_a_file_without_fact_checks(kiemchung: Run, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "feed.json"
    file.write_bytes(content)
    ran = kiemchung("import", str(file))
    assert ran.code in (0, BAD_INPUT)
    assert ran.code == BAD_INPUT or "0 imported" in ran.out
    assert max(map(len, ran.out.splitlines()), default=0) < 300
    assert "Traceback" not in ran.err


def test_a_folder_that_is_no_evaluation_set(kiemchung: Run, tmp_path: Path) -> None:
    ran = kiemchung("evaluate", str(tmp_path))
    assert ran.code == BAD_INPUT
    assert "queries.jsonl" in ran.err or "qrels.tsv" in ran.err


def test_two_writers_at_once(kiemchung: Run) -> None:
    kiemchung("sample")
    with Library(data_folder(), "fake").open_writer():
        ran = kiemchung("sample", "--remove")
    assert ran.code == TRY_AGAIN
    assert "Another process" in ran.err


def test_a_full_disk(kiemchung: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    kiemchung("sample")
    before = kiemchung("ask", "nước chanh nóng ung thư", "--json").json

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        ran = kiemchung("reindex")
    assert ran.code == CANNOT_WRITE
    assert "No space is left" in ran.err
    assert kiemchung("ask", "nước chanh nóng ung thư", "--json").json == before
