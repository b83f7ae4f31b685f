"""What is learned from: queries of train and dev splits with their libraries."""

import json
from dataclasses import dataclass
from pathlib import Path

from kiemchung.errors import BadInput
from kiemchung.evaluation import EvaluationSet, Query, read_evaluation_set
from kiemchung.text.message import read_message
from kiemchung.text.normal import normal_form

ROOT = Path(__file__).parent.parent
MESSAGES = ROOT / "evaluation" / "messages"
TWEETS = ROOT.parent / "shared" / "data" / "checkthat2021_2a_en"


@dataclass(frozen=True)
class Sets:
    """Both sets without any query of a test split."""

    messages: EvaluationSet
    tweets: EvaluationSet


def read_sets() -> Sets:
    """Read both sets; queries of the test splits are dropped here and nowhere else."""
    return Sets(_without_test(MESSAGES), _without_test(TWEETS))


def _without_test(folder: Path) -> EvaluationSet:
    data = read_evaluation_set(folder)
    kept = tuple(query for query in data.queries if query.split in ("train", "dev"))
    return EvaluationSet(data.entries, kept, data.digest)


def tweets_of(sets: Sets, split: str) -> list[Query]:
    """Return the tweets of ``split``: train teaches the adapter, dev the ranker."""
    return [query for query in sets.tweets.queries if query.split == split]


def families() -> dict[str, str]:
    """Return the family of each claim of the messages' library."""
    lines = (MESSAGES / "library.jsonl").read_text(encoding="utf-8").split("\n")
    return {item["id"]: item["family"] for item in map(json.loads, filter(None, lines))}


def message_text(raw: str) -> str:
    """Return what the matcher encodes of a message, in one piece."""
    try:
        return read_message(raw).passages[0]
    except (BadInput, IndexError):
        return normal_form(raw)
