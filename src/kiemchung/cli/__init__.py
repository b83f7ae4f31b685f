"""The command line: one list of commands, one file for each noun."""

import sys

import typer

from kiemchung.cli import asking, evaluating, importing, indexing, sampling
from kiemchung.cli.exits import exit_with
from kiemchung.cli.plugged import CommandList
from kiemchung.errors import KiemchungError

app = typer.Typer(
    name="kiemchung",
    help="Find the published fact-checks of a message, and say why.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    cls=CommandList,
)
app.command("ask")(asking.ask)
app.command("import")(importing.import_)
app.command("reindex")(indexing.reindex)
app.command("sample")(sampling.sample)
app.command("evaluate")(evaluating.evaluate)


def main() -> None:
    """Run the command line; errors end as one line on standard error and an exit code."""
    try:
        app()
    except KiemchungError as error:
        exit_with(error)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
