"""What is learned from: messages with their claims, none of a test split, and plain sentences."""

import hashlib
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiemchung.errors import BadInput
from kiemchung.evaluation import EvaluationSet, Query, read_evaluation_set
from kiemchung.sample import sample_library
from kiemchung.text.message import read_message
from kiemchung.text.normal import normal_form
from kiemchung.text.sentences import split_sentences

ROOT = Path(__file__).parent.parent
MESSAGES = ROOT / "evaluation" / "messages"
SHARED = ROOT.parent / "shared" / "data"
TWEETS = SHARED / "checkthat2021_2a_en"
PASSAGES = SHARED / "vi_vihallu_evidence"

_LEFT_OUT = frozenset({"forward", "several", "no-claim", "unknown"})
"""Kinds without one claim that the whole message is about."""
_PARTS = 3
"""Of so many parts the adapter never sees one."""


@dataclass(frozen=True)
class Sets:
    """Both sets without any query of a test split."""

    messages: EvaluationSet
    tweets: EvaluationSet

    @property
    def claims(self) -> list[str]:
        """The text of every claim: of the tweets' library, then of the messages'."""
        return [entry.text for entry in (*self.tweets.entries, *self.messages.entries)]


@dataclass(frozen=True)
class Pair:
    """A message with the positions of the claims it is about, and of those it only comes near."""

    raw: str
    language: str
    relevant: tuple[int, ...]
    near: tuple[int, ...]
    is_tweet: bool


def read_sets() -> Sets:
    return Sets(_without_test(MESSAGES), _without_test(TWEETS))


def _without_test(folder: Path) -> EvaluationSet:
    data = read_evaluation_set(folder)
    kept = tuple(query for query in data.queries if query.split in ("train", "dev"))
    return EvaluationSet(data.entries, kept, data.digest)


def split_for_ranker(sets: Sets) -> tuple[list[Query], list[Query], list[Query]]:
    """Return messages and tweets for the adapter, then tweets for the ranker alone.

    Messages are few, so that the ranker learns from all of them. A third, by family of claims,
    is new to the adapter, which keeps the ranker from trusting it too much.
    """
    known = families()
    taught = [query for query in sets.messages.queries if _part(query, known) != 0]
    tweets = list(sets.tweets.queries)
    random.Random(5).shuffle(tweets)
    return taught, [t for number, t in enumerate(tweets) if number % _PARTS], tweets[::_PARTS]


def families() -> dict[str, str]:
    """Return the family of each claim of the messages' library."""
    return {item["id"]: item["family"] for item in _items(MESSAGES / "library.jsonl")}


def _part(query: Query, families: dict[str, str]) -> int:
    family = families.get(min(query.relevant, default=query.near), query.id)
    return hashlib.sha256(family.encode()).digest()[1] % _PARTS


def pairs(sets: Sets, messages: list[Query], tweets: list[Query]) -> list[Pair]:
    """Return the pairs that teach the adapter."""
    first = len(sets.tweets.entries)
    of_tweets = {entry.key: n for n, entry in enumerate(sets.tweets.entries)}
    of_messages = {entry.key: n + first for n, entry in enumerate(sets.messages.entries)}
    chosen = [query for query in messages if query.kind not in _LEFT_OUT]
    return [_pair(q, of_tweets) for q in tweets] + [_pair(q, of_messages) for q in chosen]


def _pair(query: Query, places: dict[str, int]) -> Pair:
    near = (places[query.near],) if query.near else ()
    relevant = tuple(sorted(places[key] for key in query.relevant))
    return Pair(query.text, query.language, relevant, near, query.id.startswith("tweet-"))


def message_text(raw: str) -> str:
    """Return what the matcher encodes of a message."""
    try:
        return " ".join(read_message(raw).passages) or normal_form(raw)
    except BadInput:
        return normal_form(raw)


def titles_and_texts(sets: Sets) -> list[tuple[str, str]]:
    """Return title and claim of the tweets' fact-checks."""
    checks = (entry.fact_check for entry in sets.tweets.entries)
    return [(normal_form(c.title), normal_form(c.claim)) for c in checks if c.title]


def vietnamese_sentences() -> list[str]:
    """Return sentences from passages (no claim, no label of theirs) and from the sample library."""
    sentences = []
    for item in _items(PASSAGES / "library.jsonl"):
        found = split_sentences(normal_form(item["text"]))
        sentences += [s for s in found if 6 <= len(s.split()) <= 40]
    for check in sample_library():
        if check.language == "vi":
            sentences += split_sentences(normal_form(check.explanation))
            sentences.append(normal_form(check.claim))
    return sentences


def _items(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)
