"""Counting asks: in memory as they are answered, into the database once a minute.

An ask writes nothing and opens no database. What was counted in the last minute is lost when
the machine stops at once; a process that ends as it should writes it first.
"""

import atexit
import logging
import threading
from collections import Counter
from datetime import date

from django.db import DatabaseError, connection
from django.utils import timezone

from kiemchung.claims import Level
from kiemchung_site.config import metrics
from kiemchung_site.figures.actions import add_asks

_PAUSE = 60.0

log = logging.getLogger(__name__)

Counts = Counter[tuple[date, Level]]


class Tally:
    """Counts of one process that are not in the database yet; safe to share between threads."""

    def __init__(self) -> None:
        self._counts: Counts = Counter()
        self._lock = threading.Lock()

    def add(self, level: Level) -> None:
        """Count one answer of today."""
        with self._lock:
            self._counts[timezone.localdate(), level] += 1

    def flush(self) -> None:
        """Write everything that was counted; what cannot be written is kept."""
        with self._lock:
            taken, self._counts = self._counts, Counter()
        if not taken:
            return
        try:
            add_asks(taken)
        except DatabaseError as error:
            with self._lock:
                self._counts += taken
            log.warning("asks are counted but not written: %s", type(error).__name__)


ASKS = Tally()


def count_ask(level: Level) -> None:
    """Count one answer, for the desk's figures and for the metrics of this process."""
    ASKS.add(level)
    metrics.ASKS.labels(str(level)).inc()


def keep_flushing() -> None:
    """Flush once a minute from now on, and when this process ends."""
    threading.Thread(target=_flush_forever, name="ask counts", daemon=True).start()
    atexit.register(ASKS.flush)


def _flush_forever() -> None:
    while True:
        threading.Event().wait(_PAUSE)
        ASKS.flush()
        connection.close()
