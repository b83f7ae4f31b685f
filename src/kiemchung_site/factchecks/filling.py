"""Filling record and index: the sample, so that a new site is not empty, and what is missing."""

import logging

from kiemchung.cli.console import progress_bar
from kiemchung.errors import IndexDamaged, IndexMismatch
from kiemchung.importing import import_checks
from kiemchung.sample import sample_library
from kiemchung_site.factchecks.library import SiteLibrary

_PATIENCE = 60.0

log = logging.getLogger(__name__)


def add_sample(library: SiteLibrary) -> int:
    """Put the sample library in and return how many fact-checks it has."""
    checks = list(sample_library())
    import_checks(library, checks, wait=_PATIENCE)
    return len(checks)


def remove_sample(library: SiteLibrary) -> int:
    """Take the sample library out and return how many fact-checks went."""
    with library.open_writer(wait=_PATIENCE) as writer:
        removed = library.store.remove(sample_library())
        library.sync(writer)
        writer.merge()
    return removed


def catch_up(library: SiteLibrary) -> None:
    """Bring the index to the state of the record, as after a crash.

    An index that another version or encoder made, that is damaged, or that is ahead of the
    record, as after a restore, is built anew: all that is in it comes from the record.
    """
    try:
        with library.open_writer(wait=_PATIENCE) as writer:
            is_ahead = writer.revision > library.store.revision
            if not is_ahead:
                library.sync(writer)
                writer.merge()
    except (IndexMismatch, IndexDamaged) as error:
        log.warning("the index is built anew: %s", type(error).__name__)
        is_ahead = True
    if is_ahead:
        build_anew(library)


def build_anew(library: SiteLibrary) -> int:
    """Build the index from the record, under a progress bar; return how much stands in it."""
    count = library.store.count()
    _ = library.encoder
    with progress_bar("Indexing", count) as bar:
        library.reindex(bar.advance, wait=_PATIENCE)
    return count
