"""The library as the site has it: the database is its record, the index follows."""

import logging
from functools import cache, cached_property
from pathlib import Path

from django.conf import settings
from django.db import transaction

from kiemchung.errors import Busy, KiemchungError
from kiemchung.library import Library
from kiemchung.matching.encoder import Encoder
from kiemchung.matching.encoder.remembering import RememberingEncoder
from kiemchung_site.factchecks.store import DatabaseStore

_PATIENCE = 1.0
"""Seconds that whoever publishes waits for another writer of the index."""

log = logging.getLogger(__name__)


class SiteLibrary(Library):
    """A library whose record is the site's database.

    It has an index of its own: revisions of another record mean nothing to it. Encoders are
    shared with the command line.
    """

    @property
    def index_folder(self) -> Path:
        return self.folder / "site" / "index"

    @cached_property
    def encoder(self) -> Encoder:
        return RememberingEncoder(super().encoder)

    @cached_property
    def store(self) -> DatabaseStore:
        return DatabaseStore(self.folder / "site")


def site_library() -> SiteLibrary:
    """Return this process's library, opened once."""
    return _open(settings.CONFIGURATION.data, settings.CONFIGURATION.encoder)


@cache
def _open(folder: Path, encoder: str) -> SiteLibrary:
    return SiteLibrary(folder, encoder, log.info)


def follow_on_commit() -> None:
    """Bring the index up to the record as soon as the transaction under way is committed."""
    transaction.on_commit(follow)


def follow() -> None:
    """Bring the index up to the record.

    What is committed is never lost by a failure here: the next writer of the index takes
    everything that is missing, and ``following`` is one within seconds.
    """
    library = site_library()
    try:
        with library.open_writer(wait=_PATIENCE) as writer:
            library.sync(writer)
    except Busy:
        log.info("somebody else writes the index, which follows the record later")
    except KiemchungError as error:
        log.error("the index does not follow the record: %s", type(error).__name__)
