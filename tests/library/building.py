"""What tests are built from."""

from collections.abc import Sequence
from datetime import date

from kiemchung.claims import FactCheck, Publisher, Verdict
from kiemchung.matching.encoder import Encoding, Passages
from kiemchung.matching.encoder.fake import FakeEncoder
from kiemchung.matching.index import Entry


def fact_check(
    claim: str = "Uống nước chanh nóng chữa khỏi ung thư",
    *,
    url: str = "https://desk.example/1",
    site: str = "desk.example",
    language: str = "vi",
    verdict: str = "Sai",
    published: date | None = None,
    title: str = "",
) -> FactCheck:
    return FactCheck(
        claim=claim,
        verdict=Verdict(verdict, 1, 5, 1),
        publisher=Publisher("Desk", site),
        url=url,
        language=language,
        published=published,
        title=title,
    )


def entry(key: str, claim: str | None = None, *, url: str = "") -> Entry:
    claim = claim or f"claim number {key} about lemon{key} and garlic"
    return Entry(key, fact_check(claim, url=url or f"https://desk.example/{key}"))


class CountingEncoder(FakeEncoder):
    """Keeps what it was given to encode."""

    def __init__(self) -> None:
        self.encoded: list[Passages] = []

    def encode_messages(self, messages: Sequence[Passages]) -> Encoding:
        self.encoded += messages
        return super().encode_messages(messages)
