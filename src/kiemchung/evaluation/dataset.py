"""Evaluation sets: a folder with ``library.jsonl``, ``queries.jsonl`` and ``qrels.tsv``."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kiemchung.claims import FactCheck, Publisher, Verdict
from kiemchung.errors import BadEvaluationSet
from kiemchung.matching.index import Entry
from kiemchung.text.folding import fold

LIBRARY, QUERIES, JUDGEMENTS = "library.jsonl", "queries.jsonl", "qrels.tsv"


@dataclass(frozen=True, slots=True)
class Query:
    """A message of the set, and which entries answer it."""

    id: str
    text: str
    language: str
    split: str
    kind: str
    relevant: frozenset[str]
    near: str = ""
    """Of a message without an answer: the entry that it comes near to."""


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    entries: tuple[Entry, ...]
    """Their keys are the set's document ids."""
    queries: tuple[Query, ...]
    digest: str
    """Changes whenever the library does."""


def read_evaluation_set(folder: Path, split: str | None = None) -> EvaluationSet:
    """Read the set in ``folder``, with the queries of ``split`` or all of them.

    Raises BadEvaluationSet, naming the file and line at fault.
    """
    relevant: dict[str, set[str]] = {}
    for query, document in _judgements(folder / JUDGEMENTS):
        relevant.setdefault(query, set()).add(document)
    queries = tuple(
        _query(item, place, relevant)
        for place, item in _items(folder / QUERIES)
        if split is None or item.get("split") == split
    )
    if not queries:
        raise BadEvaluationSet(str(folder / QUERIES), f"it has no queries of the split {split}")
    entries = tuple(_entry(item, place) for place, item in _items(folder / LIBRARY))
    digest = hashlib.sha256((folder / LIBRARY).read_bytes()).hexdigest()[:16]
    return EvaluationSet(entries, queries, digest)


def without_diacritics(data: EvaluationSet) -> EvaluationSet:
    """Return ``data`` with every query as somebody types it who leaves diacritics out."""
    queries = tuple(replace(query, text=fold(query.text)) for query in data.queries)
    return replace(data, queries=queries)


def _query(item: Mapping[str, object], place: str, relevant: Mapping[str, set[str]]) -> Query:
    identity, text = _text(item, "id", place), _text(item, "text", place)
    return Query(
        identity,
        text,
        str(item.get("lang") or "und"),
        str(item.get("split") or ""),
        str(item.get("kind") or item.get("verdict") or "message"),
        frozenset(relevant.get(identity, ())),
        str(item.get("near") or ""),
    )


def _entry(item: Mapping[str, object], place: str) -> Entry:
    check = FactCheck(
        claim=_text(item, "text", place),
        verdict=Verdict(str(item.get("verdict") or "")),
        publisher=Publisher("", ""),
        url=str(item.get("url") or ""),
        language=str(item.get("lang") or ""),
        title=str(item.get("title") or ""),
    )
    return Entry(_text(item, "id", place), check)


def _text(item: Mapping[str, object], name: str, place: str) -> str:
    value = item.get(name)
    if not isinstance(value, str) or not value.strip():
        raise BadEvaluationSet(place, f"'{name}' is missing or no text")
    return value


def _items(path: Path) -> Iterator[tuple[str, Mapping[str, object]]]:
    for number, line in enumerate(_lines(path), start=1):
        place = f"{path}, line {number}"
        try:
            item = json.loads(line)
        except ValueError as error:
            raise BadEvaluationSet(place, f"it is not JSON ({error})") from None
        if not isinstance(item, dict):
            raise BadEvaluationSet(place, "it is not a JSON object")
        yield place, item


def _judgements(path: Path) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(_lines(path), start=1):
        parts = line.split("\t")
        if len(parts) < 2:
            raise BadEvaluationSet(f"{path}, line {number}", "expected: query id, tab, document id")
        yield parts[0].strip(), parts[1].strip()


def _lines(path: Path) -> list[str]:
    try:
        content = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadEvaluationSet(str(path), f"it cannot be read ({error})") from None
    # Not splitlines(): messages hold line separators of their own.
    return [line for line in content.split("\n") if line.strip()]
