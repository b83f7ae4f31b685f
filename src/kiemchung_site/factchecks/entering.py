"""The desk's own fact-checks in the record, from which messages are answered."""

from django.db import transaction

from kiemchung_site.factchecks.entries import entry_of
from kiemchung_site.factchecks.library import site_library
from kiemchung_site.factchecks.models import FactCheck, Version


def enter(version: Version) -> None:
    """Put the version in force into the record; one that retracts takes the entry out."""
    entry = None if version.is_retracted else entry_of(version)
    site_library().store.replace_own(version.fact_check, entry)


def enter_all() -> None:
    """Put every version in force into the record, as after a change of the site's address."""
    for key in list(FactCheck.objects.values_list("pk", flat=True)):
        _enter_newest(key)


@transaction.atomic
def _enter_newest(key: int) -> None:
    """Enter what is in force while no correction can be written."""
    FactCheck.objects.select_for_update().get(pk=key)
    versions = Version.objects.filter(fact_check=key).order_by("-number")
    newest = versions.select_related("fact_check").prefetch_related("evidence").first()
    if newest is not None:
        enter(newest)
