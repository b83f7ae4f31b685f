"""What is done while the site is served, without anybody asking for it."""

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections, connection
from django.utils import timezone

from kiemchung_site.claims.actions import purge_questions
from kiemchung_site.members.sessions import SessionStore

_HOUR = 3600.0

log = logging.getLogger(__name__)


def start_purging(every: float = _HOUR) -> Callable[[], None]:
    """Purge now and once an hour, in a thread that ends with the process; returns its end.

    Every worker does: the second finds nothing left to delete.
    """
    over = threading.Event()
    threading.Thread(target=_purge_until, args=(over, every), name="purge", daemon=True).start()
    return over.set


def _purge_until(over: threading.Event, every: float) -> None:
    while True:
        purge_once()
        if over.wait(every):
            return


def purge_once() -> None:
    """Purge; what goes wrong is logged, and the next round tries again."""
    close_old_connections()
    try:
        SessionStore.clear_expired()
        if (number := purge_questions(timezone.now())) > 0:
            log.info("%d questions were purged", number)
    except Exception as error:  # a purge that has ended for good would keep what is to go
        log.error("the purge failed and is tried again: %s", type(error).__name__)
    finally:
        connection.close()
