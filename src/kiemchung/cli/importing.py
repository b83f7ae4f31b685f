"""``kiemchung import``: read fact-checks from files and addresses."""

from typing import TYPE_CHECKING, Annotated

import typer

from kiemchung.claims_json import Json
from kiemchung.cli.console import out, print_json, progress_bar
from kiemchung.cli.exits import INTERRUPTED
from kiemchung.cli.opening import open_library
from kiemchung.store import Stored

if TYPE_CHECKING:
    from kiemchung.importing import ImportReport


def import_(
    sources: Annotated[
        list[str],
        typer.Argument(metavar="PATH_OR_URL...", help="What to read.", show_default=False),
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Import fact-checks: Data Commons feed, JSON-LD, web page, JSON Lines, CSV, claims:search answer.

    Importing the same again changes nothing; an interrupted import goes on where it stopped.
    """
    # Readers of feeds and pages are slow to import; other commands need none.
    from kiemchung.importing import import_sources

    library = open_library()
    _ = library.encoder
    with progress_bar("Reading", None) as bar:
        report = import_sources(
            library,
            sources,
            lambda name, done, size, items: bar.set(done, size, items, name.rsplit("/", 1)[-1]),
        )
    if as_json:
        print_json(_as_fields(report))
    else:
        _print(report)
    if report.interrupted:
        raise typer.Exit(INTERRUPTED)


def _as_fields(report: "ImportReport") -> dict[str, Json]:
    return {
        "read": report.read,
        **{str(kind): report.counts[kind] for kind in Stored},
        "skipped": {str(reason): count for reason, count in report.skipped.most_common()},
        "examples": {str(reason): list[Json](found) for reason, found in report.examples.items()},
        "interrupted": report.interrupted,
    }


def _print(report: "ImportReport") -> None:
    counts = ", ".join(f"{report.counts[kind]:,} {kind}" for kind in Stored)
    out.print(f"{report.read:,} read: {counts}, {report.skipped.total():,} skipped")
    for reason, count in report.skipped.most_common():
        out.print(f"  {count:,} × {reason}", markup=False)
        for example in report.examples[reason]:
            out.print(f"      {example}", markup=False)
    if report.interrupted:
        out.print("Interrupted. Run the same command again to go on.")
