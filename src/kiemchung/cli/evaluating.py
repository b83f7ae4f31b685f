"""``kiemchung evaluate``: measure how well messages find their fact-checks."""

from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from kiemchung.claims import Level
from kiemchung.cli.console import out, print_json, progress_bar
from kiemchung.cli.opening import open_library
from kiemchung.evaluation import Evaluation, Quality, read_evaluation_set, without_diacritics
from kiemchung.evaluation import evaluate as run_evaluation


def evaluate(
    folder: Annotated[Path, typer.Argument(help="library.jsonl, queries.jsonl and qrels.tsv.")],
    split: Annotated[str | None, typer.Option(help="Only the queries of this split.")] = None,
    bare: Annotated[
        bool, typer.Option("--without-diacritics", help="Ask every query without diacritics.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Measure MAP@5, MRR and success on an evaluation set, by language and kind of query."""
    library = open_library()
    data = read_evaluation_set(folder, split)
    if bare:
        data = without_diacritics(data)
    encoder = library.encoder
    with progress_bar("Indexing and asking", len(data.entries) + len(data.queries)) as bar:
        result = run_evaluation(data, encoder, library.folder / "evaluation", bar.advance)
    if as_json:
        print_json(result.as_fields())
    else:
        _print(result)


def _print(result: Evaluation) -> None:
    table = Table("", "n", "MAP@5", "MRR", "success@1", "success@10")
    _row(table, "all with an answer", result.quality(result.answerable))
    for title, group in (("kind", lambda q: q.kind), ("language", lambda q: q.language)):
        for name, quality in result.by(group).items():
            _row(table, f"{title}: {name}", quality)
    out.print(table)
    for title, chosen in (("without", result.unanswerable), ("with", result.answerable)):
        levels = result.levels(chosen)
        out.print(
            f"{len(chosen)} {title} an answer: {levels[Level.SAME_CLAIM]} same claim, "
            f"{levels[Level.RELATED]} possibly related, {levels[Level.NOTHING]} nothing"
        )
    precision = result.same_claim_precision
    if precision is not None:
        out.print(f'"same claim" was right {precision:.1%} of the time')
    out.print(f"expected calibration error {result.calibration_error(result.asked):.3f}")
    times = result.as_fields()["milliseconds"]
    out.print(f"library of {result.library:,}; milliseconds a message: {times}")


def _row(table: Table, name: str, quality: Quality) -> None:
    numbers = [quality.map_at_5, quality.mrr, quality.success_at_1, quality.success_at_10]
    table.add_row(name, str(quality.n), *(f"{number:.3f}" for number in numbers))
