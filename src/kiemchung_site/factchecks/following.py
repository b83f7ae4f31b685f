"""The index follows the record while the site is served.

A publication follows at once and waits only briefly for another writer: an import or a rebuilding
holds the index for minutes. What it had to leave is taken up here.
"""

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections, connection

from kiemchung.errors import Busy
from kiemchung_site.factchecks.library import SiteLibrary, site_library

_PAUSE = 1.0
_PATIENCE = 0.5

log = logging.getLogger(__name__)


def start_following(every: float = _PAUSE) -> Callable[[], None]:
    """Follow once a second, in a thread that ends with the process; returns its end.

    Every worker does: whoever is second finds the index up to the record.
    """
    over = threading.Event()
    threading.Thread(target=_follow_until, args=(over, every), name="index", daemon=True).start()
    return over.set


def follow_once() -> str:
    """Bring the index up to the record if it is behind; returns the name of what went wrong."""
    try:
        library = site_library()
        if _is_behind(library):
            with library.open_writer(wait=_PATIENCE) as writer:
                library.sync(writer)
    except Busy:
        return ""
    except Exception as error:  # a thread that has ended would leave publications out for good
        return type(error).__name__
    return ""


def _follow_until(over: threading.Event, every: float) -> None:
    known = ""
    while not over.wait(every):
        close_old_connections()
        trouble = follow_once()
        if trouble and trouble != known:
            log.error("the index does not follow the record: %s", trouble)
        if trouble:
            connection.close()
        known = trouble
    connection.close()


def _is_behind(library: SiteLibrary) -> bool:
    reached = 0 if library.is_empty() else library.matcher.revision
    return library.store.revision > reached
