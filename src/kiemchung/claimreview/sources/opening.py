"""Open a source by its path or address and choose the reader for what is in it."""

import gzip
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import httpx

from kiemchung.claimreview.sources.base import Found
from kiemchung.claimreview.sources.json_documents import read_json
from kiemchung.claimreview.sources.tables import looks_like_csv, read_csv, read_json_lines
from kiemchung.claimreview.sources.web_page import read_web_page
from kiemchung.errors import UnknownFormat, UnreadableSource

FORMATS = (
    "Data Commons feed, JSON-LD, web page, JSON Lines, CSV with a column 'claim', "
    "or a saved claims:search answer"
)

_HEAD = 64 * 1024
_GZIP = b"\x1f\x8b"
_SECONDS = 30.0
_LARGEST = 2 * 1024**3
_AGENT = "kiemchung (open fact-checking desk)"


@dataclass(frozen=True)
class Source:
    """An opened source: what is in it, and how far its reading has come."""

    name: str
    found: Iterator[Found]
    size: int
    """Bytes on the disk."""
    position: Callable[[], int]
    """Bytes read so far."""


@contextmanager
def open_source(name: str, transport: httpx.BaseTransport | None = None) -> Iterator[Source]:
    """Open a path or an address (http, https).

    Raises UnreadableSource when it cannot be read, UnknownFormat when it is none of
    ``FORMATS``.
    """
    if name.startswith(("http://", "https://")):
        with tempfile.TemporaryFile() as file:
            base = _download(name, file, transport)
            yield _source(name, file, base)
        return
    try:
        with Path(name).open("rb") as file:
            yield _source(name, cast(BinaryIO, file), "")
    except OSError as error:
        raise UnreadableSource(name, error.strerror or str(error)) from error


def _source(name: str, file: BinaryIO, base: str) -> Source:
    size = file.seek(0, 2)
    file.seek(0)
    stream = file
    if file.read(2) == _GZIP:
        file.seek(0)
        stream = cast(BinaryIO, gzip.GzipFile(fileobj=file))
    return Source(name, _reader(name, stream, base), size, file.tell)


def _reader(name: str, stream: BinaryIO, base: str) -> Iterator[Found]:
    stream.seek(0)
    try:
        head = stream.read(_HEAD)
    except (OSError, EOFError) as error:
        raise UnreadableSource(name, str(error)) from error
    stream.seek(0)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<"):
        return read_web_page(stream, base)
    if start.startswith((b"{", b"[")):
        if _is_json_lines(start):
            return read_json_lines(stream, base)
        return read_json(stream, base)
    if looks_like_csv(head):
        return read_csv(stream)
    raise UnknownFormat(name, FORMATS)


def _is_json_lines(start: bytes) -> bool:
    """Say whether the first line is a whole object and another one follows or nothing does."""
    first, _, rest = start.partition(b"\n")
    if not first.rstrip().endswith(b"}"):
        return False
    try:
        item = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(item, dict) and (rest.lstrip().startswith(b"{") or _is_record(item, rest))


def _is_record(item: dict[str, object], rest: bytes) -> bool:
    return not rest.strip() and "@type" not in item and "claims" not in item


def _download(address: str, file: BinaryIO, transport: httpx.BaseTransport | None) -> str:
    """Fetch ``address`` into ``file`` and return the address it was redirected to."""
    try:
        with (
            httpx.Client(
                follow_redirects=True,
                timeout=_SECONDS,
                headers={"User-Agent": _AGENT},
                transport=transport,
            ) as client,
            client.stream("GET", address) as answer,
        ):
            answer.raise_for_status()
            for chunk in answer.iter_bytes():
                file.write(chunk)
                if file.tell() > _LARGEST:
                    raise UnreadableSource(address, "it is larger than 2 GB")
            return str(answer.url)
    except httpx.HTTPStatusError as error:
        raise UnreadableSource(
            address, f"the site answered {error.response.status_code}"
        ) from error
    except httpx.HTTPError as error:
        raise UnreadableSource(address, str(error) or type(error).__name__) from error
