"""An answer as the page shows it: groups of one claim, shared words marked."""

from dataclasses import dataclass
from itertools import groupby

import regex

from kiemchung.claims import Answer, Level, Match
from kiemchung.text.folding import fold_aligned

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text, marked where asker and fact-check use the same words."""

    text: str
    shared: bool


@dataclass(frozen=True, slots=True)
class ShownMatch:
    """A match with its claim and the asker's passage in pieces."""

    match: Match
    claim: tuple[Piece, ...]
    passage: tuple[Piece, ...]

    @property
    def is_same_claim(self) -> bool:
        return self.match.level is Level.SAME_CLAIM

    @property
    def lexical(self) -> int:
        return round(100 * self.match.scores.lexical)

    @property
    def semantic(self) -> int:
        return round(100 * self.match.scores.semantic)


@dataclass(frozen=True, slots=True)
class Group:
    """Matches that check the same claim, best first; not all need be as sure as the best."""

    level: Level
    matches: tuple[ShownMatch, ...]

    @property
    def sure(self) -> tuple[ShownMatch, ...]:
        """The matches that are what the group is shown as."""
        return tuple(shown for shown in self.matches if shown.match.level is self.level)


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """What the page says about a message."""

    level: Level
    same: tuple[Group, ...]
    related: tuple[Group, ...]

    @property
    def has_sample(self) -> bool:
        groups = (*self.same, *self.related)
        return any(shown.match.fact_check.sample for group in groups for shown in group.matches)


def show_answer(answer: Answer) -> ShownAnswer:
    """Return ``answer`` in the parts of the page; a group stands where its best match does."""
    groups = [
        Group(matches[0].level, tuple(map(_show, matches)))
        for _, found in groupby(answer.matches, key=lambda match: match.group)
        if (matches := list(found))
    ]
    return ShownAnswer(
        answer.level,
        tuple(group for group in groups if group.level is Level.SAME_CLAIM),
        tuple(group for group in groups if group.level is Level.RELATED),
    )


def _show(match: Match) -> ShownMatch:
    words = frozenset(map(fold_aligned, match.words))
    return ShownMatch(
        match,
        tuple(mark_words(match.fact_check.claim, words)),
        tuple(mark_words(match.passage, words)),
    )


def mark_words(text: str, folded: frozenset[str]) -> list[Piece]:
    """Cut ``text`` into pieces in which the words of ``folded`` are marked, neighbours together."""
    pieces: list[Piece] = []
    end = 0
    for start, stop in _shared_runs(text, folded):
        if start > end:
            pieces.append(Piece(text[end:start], shared=False))
        pieces.append(Piece(text[start:stop], shared=True))
        end = stop
    return [*pieces, Piece(text[end:], shared=False)] if end < len(text) else pieces


def _shared_runs(text: str, folded: frozenset[str]) -> list[tuple[int, int]]:
    """Return where shared words with nothing but blanks between them begin and end."""
    runs: list[tuple[int, int]] = []
    for word in _WORD.finditer(text):
        if fold_aligned(word.group().lower()) not in folded:
            continue
        if runs and text[runs[-1][1] : word.start()].isspace():
            runs[-1] = (runs[-1][0], word.end())
        else:
            runs.append(word.span())
    return runs
