"""What is learned from: queries of train and dev splits with their libraries."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kiemchung.errors import BadInput
from kiemchung.evaluation import EvaluationSet, Query, read_evaluation_set
from kiemchung.text.folding import has_accents
from kiemchung.text.message import read_message
from kiemchung.text.normal import normal_form
from training.typing_noise import fold_letters

ROOT = Path(__file__).parent.parent
MESSAGES = ROOT / "evaluation" / "messages"
PAIRS = ROOT / "training" / "pairs"
TWEETS = ROOT.parent / "shared" / "data" / "checkthat2021_2a_en"


@dataclass(frozen=True)
class Sets:
    """The sets without any query of a test split."""

    messages: EvaluationSet
    tweets: EvaluationSet
    pairs: EvaluationSet
    """Written for training: claims, each with messages about it and near misses."""


def read_sets() -> Sets:
    """Read the sets; queries of the test splits are dropped here and nowhere else."""
    return Sets(_without_test(MESSAGES), _without_test(TWEETS), _without_test(PAIRS))


def _without_test(folder: Path) -> EvaluationSet:
    data = read_evaluation_set(folder)
    kept = tuple(query for query in data.queries if query.split in ("train", "dev"))
    return EvaluationSet(data.entries, kept, data.digest)


def queries_of(data: EvaluationSet, split: str) -> list[Query]:
    """Return the queries of ``split``: train teaches the adapter, dev the ranker."""
    return [query for query in data.queries if query.split == split]


def bare(queries: Sequence[Query]) -> list[Query]:
    """Return the Vietnamese ones of ``queries`` as typed without diacritics."""
    return [
        replace(query, text=fold_letters(query.text))
        for query in queries
        if query.language == "vi" and has_accents(query.text)
    ]


def without_diacritics(queries: Sequence[Query]) -> list[Query]:
    """Return the Vietnamese ones of ``queries``, all without diacritics."""
    typed_so = [q for q in queries if q.language == "vi" and not has_accents(q.text)]
    return [*bare(queries), *typed_so]


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
