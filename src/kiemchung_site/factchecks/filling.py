"""The sample library in the record, so that a new site is not empty."""

from kiemchung.importing import import_checks
from kiemchung.sample import sample_library
from kiemchung_site.factchecks.library import SiteLibrary

_PATIENCE = 60.0


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

    An index that is ahead of the record, as after a restore, is built anew.
    """
    with library.open_writer(wait=_PATIENCE) as writer:
        is_ahead = writer.revision > library.store.revision
        if not is_ahead:
            library.sync(writer)
            writer.merge()
    if is_ahead:
        library.reindex(wait=_PATIENCE)
