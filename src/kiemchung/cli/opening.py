"""The library that the commands work on."""

from kiemchung.cli.console import progress_bar, say
from kiemchung.library import Library, chosen_encoder, data_folder
from kiemchung.sample import sample_library

_PATIENCE = 60.0
"""Seconds to wait for another first question that puts the sample in at this moment."""


def open_library() -> Library:
    """Return the library in the data folder, with the chosen encoder."""
    return Library(data_folder(), chosen_encoder(), say)


def open_library_with_sample() -> Library:
    """Return the library; a new one is filled with the sample library first."""
    library = open_library()
    if library.is_empty():
        add_sample(library)
    return library


def add_sample(library: Library) -> None:
    """Put the sample library in."""
    # Readers of feeds and pages are slow to import; most questions need none.
    from kiemchung.importing import import_checks

    checks = list(sample_library())
    say(f"Adding the sample library: {len(checks)} fact-checks written as examples")
    _ = library.encoder
    with progress_bar("Indexing", len(checks)) as bar:
        import_checks(library, checks, bar.advance, wait=_PATIENCE)
