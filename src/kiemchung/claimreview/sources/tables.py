"""CSV tables and JSON Lines."""

import csv
import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from charset_normalizer import from_bytes

from kiemchung.claimreview.claim_review import Skipped, SkipReason
from kiemchung.claimreview.flat import COLUMNS, read_flat
from kiemchung.claimreview.sources.base import Found
from kiemchung.claimreview.sources.json_documents import read_node

_SAMPLE = 64 * 1024
_LONGEST_FIELD = 1_000_000
_LONGEST_LINE = 10_000_000
"""Bytes. What unpacks to more than this in one line is not read into memory."""
_CLAIM_COLUMNS = frozenset(COLUMNS["claim"])


def read_json_lines(stream: BinaryIO, base: str = "") -> Iterator[Found]:
    """Yield what each line of a JSON Lines file holds."""
    for number, line in enumerate(_lines(stream), start=1):
        if not line.strip():
            continue
        place = f"line {number:,}"
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Found(Skipped(SkipReason.UNREADABLE, str(error)), place)
            continue
        yield from read_node(item, place, base)


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the lines of ``stream``; one beyond ``_LONGEST_LINE`` is cut there."""
    while line := stream.readline(_LONGEST_LINE):
        yield line
        while len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(_LONGEST_LINE)


def read_csv(stream: BinaryIO) -> Iterator[Found]:
    """Yield what each row of a table holds; the first row names the columns."""
    csv.field_size_limit(_LONGEST_FIELD)
    text = io.TextIOWrapper(stream, encoding=_encoding(stream), errors="replace", newline="")
    rows = csv.DictReader(text, dialect=_dialect(text))
    try:
        for number, row in enumerate(rows, start=2):
            yield Found(read_flat(row), f"row {number:,}")
    except csv.Error as error:
        yield Found(Skipped(SkipReason.UNREADABLE, str(error)), f"line {rows.line_num:,}")
    finally:
        text.detach()


def looks_like_csv(head: bytes) -> bool:
    """Say whether the first line of ``head`` names a column for the claim."""
    line = head.decode("utf-8-sig", "replace").splitlines()[:1]
    if not line:
        return False
    names = {name.strip(' "').lower() for mark in ",;\t" for name in line[0].split(mark)}
    return bool(names & _CLAIM_COLUMNS)


def _encoding(stream: BinaryIO) -> str:
    head = stream.read(_SAMPLE)
    stream.seek(0)
    try:
        # The sample may end inside a character.
        head[: max(len(head) - 3, 0)].decode("utf-8-sig")
        return "utf-8-sig"
    except UnicodeDecodeError:
        best = from_bytes(head).best()
        return best.encoding if best else "utf-8"


def _dialect(text: io.TextIOWrapper) -> type[csv.Dialect]:
    sample = text.read(_SAMPLE // 4)
    text.seek(0)
    header = sample.splitlines()[0] if sample else ""
    marks = max(",;\t", key=header.count)

    class Table(csv.excel):
        delimiter = marks

    return Table
