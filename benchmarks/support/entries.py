"""Index entries made of claims."""

from collections.abc import Sequence

from kiemchung.claims import FactCheck, Publisher, Verdict
from kiemchung.matching.index import Entry, IndexWriter
from support.claims import Claim

_BATCH = 256
"""Entries that go into the index together, as when a library is imported or indexed anew."""


def fill_index(writer: IndexWriter, claims: Sequence[Claim]) -> None:
    """Put ``claims`` into the index in their order."""
    for start in range(0, len(claims), _BATCH):
        batch = claims[start : start + _BATCH]
        entries = [_entry(start + offset, claim) for offset, claim in enumerate(batch)]
        writer.apply(entries, revision=start + len(batch))


def _entry(number: int, claim: Claim) -> Entry:
    check = FactCheck(
        claim=claim.text,
        verdict=Verdict("False", 1, 5, 1),
        publisher=Publisher("Example", "example.org"),
        url=f"https://example.org/checks/{number}",
        language=claim.language,
    )
    return Entry(f"https://example.org/checks/{number}", check)
