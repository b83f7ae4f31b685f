"""Medians over rounds, Markdown tables and JSON files."""

import json
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kiemchung.claims_json import Json

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


def median_of(rounds: Sequence[D]) -> D:
    """Return the medians of records that have only numbers, field by field."""
    columns = [asdict(record) for record in rounds]
    return type(rounds[0])(
        **{name: statistics.median(column[name] for column in columns) for name in columns[0]}
    )


def alternated(names: Sequence[str], round_number: int) -> Sequence[str]:
    """Return ``names`` in their order for even rounds, in reverse for odd ones."""
    return names if round_number % 2 == 0 else names[::-1]


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table whose first column holds words and the others numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def number(value: float) -> str:
    """Return ``value`` with about three digits."""
    if value >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.3g}"


def ratio(ours: float, theirs: float) -> float | None:
    """Return how many times ``theirs`` ours is."""
    return ours / theirs if theirs else None


def shown_ratio(ours: float, theirs: float) -> str:
    value = ratio(ours, theirs)
    return "" if value is None else f"{value:.2f}"


def write_json(path: Path, content: Mapping[str, Json]) -> None:
    text = json.dumps(content, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
