"""``kiemchung sample``: the sample library."""

from typing import Annotated

import typer

from kiemchung.cli.console import say
from kiemchung.cli.opening import add_sample, open_library
from kiemchung.sample import sample_library


def sample(
    remove: Annotated[
        bool, typer.Option("--remove", help="Take the sample out instead of putting it in.")
    ] = False,
) -> None:
    """Put the sample library in, or take it out."""
    library = open_library()
    if not remove:
        add_sample(library)
        return
    with library.open_writer() as writer:
        removed = library.store.remove(sample_library())
        library.sync(writer)
        writer.merge()
    say(f"Took out {removed} fact-checks of the sample library.")
