"""What a version changed, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

import regex

from kiemchung_site.factchecks.checklist import OF_AUTHORS
from kiemchung_site.factchecks.entries import verdict_in
from kiemchung_site.factchecks.manuscripts import Manuscript, Quote, manuscript_of
from kiemchung_site.factchecks.models import Version

_PIECE = regex.compile(r"\s+|[^\s]+")
_MOST_PIECES = 4000
"""Longer texts are shown as replaced: comparing them word by word takes too long."""


class Change(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text and what became of it."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field that is not as it was."""

    name: str
    parts: tuple[Part, ...]


def differences(before: Version, after: Version) -> list[FieldDifference]:
    """Return the fields in which the two versions differ, in the order of the page."""
    return changes(manuscript_of(before), manuscript_of(after))


def changes(before: Manuscript, after: Manuscript) -> list[FieldDifference]:
    """Return the same for two manuscripts."""
    pairs = zip(_texts(before).items(), _texts(after).values(), strict=True)
    return [
        FieldDifference(name, tuple(compare(old, new))) for (name, old), new in pairs if old != new
    ]


def compare(old: str, new: str) -> Iterator[Part]:
    """Yield ``new`` with what was taken from ``old`` and what was added to it."""
    left, right = _PIECE.findall(old), _PIECE.findall(new)
    if len(left) + len(right) > _MOST_PIECES:
        yield from (Part(Change.REMOVED, old), Part(Change.ADDED, new))
        return
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            yield Part(Change.SAME, "".join(left[start:end]))
            continue
        if end > start:
            yield Part(Change.REMOVED, "".join(left[start:end]))
        if stop > begin:
            yield Part(Change.ADDED, "".join(right[begin:stop]))


def _texts(manuscript: Manuscript) -> dict[str, str]:
    return {
        "claim": manuscript.claim,
        "verdict": _verdict(manuscript),
        "summary": manuscript.summary,
        "reasoning": manuscript.reasoning,
        "evidence": "\n".join(map(_line, manuscript.evidence)),
        "would_refute": manuscript.would_refute,
        "uncertainty": manuscript.uncertainty,
        "topic": manuscript.topic,
        "language": manuscript.language,
        **{question: manuscript.answers.get(question, "") for question in OF_AUTHORS},
    }


def _verdict(manuscript: Manuscript) -> str:
    if manuscript.verdict is None:
        return ""
    return verdict_in(manuscript.language, manuscript.verdict).name


def _line(quote: Quote) -> str:
    stance = quote.stance.label if quote.stance is not None else "?"
    return f"“{quote.text}” ({stance}; {quote.source_name}, {quote.source_url})"
