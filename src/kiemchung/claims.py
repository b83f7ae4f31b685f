"""The words of the project as data: verdict, fact-check, match, answer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Verdict:
    """A publisher's rating: its words, and where it stands on the publisher's scale."""

    name: str
    value: float | None = None
    best: float | None = None
    worst: float | None = None

    @property
    def step(self) -> int | None:
        """Where the verdict lies from 1 (false) to 5 (true), or None without usable numbers."""
        if self.value is None or self.best is None or self.worst is None:
            return None
        if self.best <= self.worst or not self.worst <= self.value <= self.best:
            return None
        return 1 + round(4 * (self.value - self.worst) / (self.best - self.worst))


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who published a fact-check: a name, and the site's host without ``www.``."""

    name: str
    site: str


@dataclass(frozen=True, slots=True)
class Source:
    """An organisation and the page where a reader can check."""

    name: str
    url: str


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A published review of one claim (schema.org ClaimReview).

    Nothing about the person who made the claim is kept.
    """

    claim: str
    verdict: Verdict
    publisher: Publisher
    url: str
    language: str
    published: date | None = None
    title: str = ""
    explanation: str = ""
    appearances: tuple[str, ...] = ()
    """Addresses at which the claim itself was seen."""
    sources: tuple[Source, ...] = ()
    topic: str = ""
    sample: bool = False
    """Part of the sample library, not of a desk's own work."""


class Level(StrEnum):
    """How sure a match is; an answer has the level of its best match."""

    SAME_CLAIM = "same_claim"
    RELATED = "related"
    NOTHING = "nothing"


class Reason(StrEnum):
    """By what a match was recognised."""

    MEANING = "meaning"
    SAME_TEXT = "same_text"
    SAME_LINK = "same_link"


@dataclass(frozen=True, slots=True)
class Scores:
    """Evidence for one match: both between 0 (nothing in common) and 1."""

    lexical: float
    semantic: float


@dataclass(frozen=True, slots=True)
class Match:
    """A library entry offered for a message."""

    key: str
    """Of the entry in the index."""
    fact_check: FactCheck
    level: Level
    probability: float
    """That the message is about the same claim."""
    scores: Scores
    words: tuple[str, ...]
    """Words of the message, as written there, that the claim shares."""
    passage: str
    """The part of the message that the match is about."""
    reason: Reason = Reason.MEANING
    group: int = 0
    """Matches of one answer with the same number check the same claim."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known about a message."""

    level: Level
    matches: tuple[Match, ...]
    language: str
    """Of the message."""
