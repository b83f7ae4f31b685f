"""Output: results on standard output, everything said meanwhile on standard error."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from kiemchung.claims_json import Json

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def say(sentence: str) -> None:
    """Tell the user what is going on."""
    err.print(sentence, markup=False)


def print_json(value: Json) -> None:
    """Print one JSON document."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


@contextmanager
def progress_bar(label: str, total: int | None) -> Iterator["Bar"]:
    """Show a bar with rate and time left on standard error."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[items]}"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, transient=not err.is_terminal) as progress:
        yield Bar(progress, label, total)


class Bar:
    """One progress bar."""

    def __init__(self, progress: Progress, label: str, total: int | None) -> None:
        self._progress = progress
        self._task = progress.add_task(label, total=total, items="")

    def advance(self, steps: int) -> None:
        self._progress.advance(self._task, steps)
        self._show(int(self._progress.tasks[self._task].completed))

    def set(self, completed: int, total: int, items: int, label: str) -> None:
        """Set the bar to ``completed`` of ``total``, with the rate counted in ``items``."""
        self._progress.update(self._task, completed=completed, total=total, description=label)
        self._show(items)

    def _show(self, items: int) -> None:
        elapsed = max(self._progress.tasks[self._task].elapsed or 0.0, 0.001)
        self._progress.update(self._task, items=f"{items:,} · {items / elapsed:,.0f}/s")
