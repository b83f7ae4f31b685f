"""A library of many entries, imported and asked in processes of their own."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiemchung.importing import import_sources
from kiemchung.library import Library
from kiemchung.matching.matcher import Matcher
from support.claims import Claim
from support.footprint import disk_size, read_memory
from support.timing import time_each

_WARM_UP = 30
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Imported:
    entries: int
    seconds: float
    peak_mb: float
    disk_mb: float

    @property
    def per_second(self) -> float:
        return self.entries / self.seconds


@dataclass(frozen=True, slots=True)
class Asked:
    """Times from message to answer, of one process."""

    first_seconds: float
    """Opening everything and answering the first message; Python itself not counted."""
    milliseconds: list[float]
    batch_per_second: float
    resident_mb: float
    private_mb: float


def write_feed(path: Path, claims: Sequence[Claim]) -> None:
    """Write ``claims`` as ClaimReview, one a line."""
    with path.open("w", encoding="utf-8") as file:
        for number, claim in enumerate(claims):
            file.write(json.dumps(_review(number, claim), ensure_ascii=False) + "\n")


def _review(number: int, claim: Claim) -> dict[str, object]:
    return {
        "@type": "ClaimReview",
        "claimReviewed": claim.text,
        "url": f"https://desk.example/{number}",
        "datePublished": "2026-01-02",
        "inLanguage": claim.language,
        "author": {"@type": "Organization", "name": "Desk", "url": "https://desk.example"},
        "reviewRating": {"alternateName": "False", "ratingValue": 1, "bestRating": 5},
    }


def import_feed(feed: Path, data: Path, encoder: str) -> Imported:
    """Import ``feed`` into a new data folder."""
    library = Library(data, encoder)
    _ = library.encoder
    begin = time.perf_counter()
    report = import_sources(library, [str(feed)])
    seconds = time.perf_counter() - begin
    if report.skipped:
        raise ValueError(f"{report.skipped.total()} entries were skipped: {report.examples}")
    return Imported(library.store.count(), seconds, read_memory().peak, disk_size(data / "index"))


def ask(data: Path, messages: Sequence[str], encoder: str) -> Asked:
    """Ask the library in ``data`` each of ``messages``, then many at once."""
    begin = time.perf_counter()
    matcher = Library(data, encoder).matcher
    matcher.ask(messages[0])
    first = time.perf_counter() - begin
    time_each(matcher.ask, messages[:_WARM_UP])
    _, milliseconds = time_each(matcher.ask, messages)
    memory = read_memory()
    rate = _ask_together(matcher, messages)
    return Asked(first, milliseconds, rate, memory.resident, memory.private)


def _ask_together(matcher: Matcher, messages: Sequence[str]) -> float:
    short = [" ".join(message.split()[:15]) for message in messages]
    batches = list(_batches(short))
    matcher.ask_many(batches[0])
    begin = time.perf_counter()
    for batch in batches:
        matcher.ask_many(batch)
    return sum(map(len, batches)) / (time.perf_counter() - begin)


def _batches(messages: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(messages), _BATCH):
        yield messages[start : start + _BATCH]
