"""``kiemchung reindex``: build the index anew from the record."""

from kiemchung.cli.console import progress_bar, say
from kiemchung.cli.opening import open_library


def reindex() -> None:
    """Build the search index anew from the record.

    Needed after a change of encoder or of version; questions are answered from the old index
    until the new one is whole.
    """
    library = open_library()
    count = library.store.count()
    _ = library.encoder
    with progress_bar("Indexing", count) as bar:
        library.reindex(bar.advance)
    say(f"Indexed {count:,} records.")
