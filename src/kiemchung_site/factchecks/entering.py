"""The desk's own fact-checks in the record, from which messages are answered."""

from kiemchung_site.factchecks.entries import entry_of
from kiemchung_site.factchecks.library import site_library
from kiemchung_site.factchecks.models import Version


def enter(version: Version) -> None:
    """Put the version in force into the record; one that retracts takes the entry out."""
    entry = None if version.is_retracted else entry_of(version)
    site_library().store.replace_own(version.fact_check, entry)


def enter_all() -> None:
    """Put every version in force into the record, as after a change of the site's address."""
    versions = Version.objects.newest().select_related("fact_check").prefetch_related("evidence")
    for version in versions.iterator(chunk_size=500):
        enter(version)
