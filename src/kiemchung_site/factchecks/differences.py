"""What a version changed, word by word."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

import regex

from kiemchung_site.factchecks.entries import verdict_of
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


def _texts(version: Version) -> dict[str, str]:
    return {
        "claim": version.claim,
        "verdict": verdict_of(version).name,
        "summary": version.summary,
        "reasoning": version.reasoning,
        "evidence": "\n".join(
            f"“{e.quote}” ({e.get_stance_display()}; {e.source_name}, {e.source_url})"
            for e in version.evidence.all()
        ),
        "would_refute": version.would_refute,
        "uncertainty": version.uncertainty,
        "topic": version.topic,
        "language": version.language,
    }
