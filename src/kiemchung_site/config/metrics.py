"""What is measured while the site runs, for Prometheus.

Labels are names from the code (levels, pages, kinds of error), never what somebody sent. Each
worker keeps its numbers in a file of its own, and any of them gives the sums.
"""

import os
import time
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

Respond = Callable[[HttpRequest], HttpResponse]

SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which prometheus-client knows the folder that workers share."""

_SECONDS = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0)

ASKS = Counter("kiemchung_asks", "Messages answered, by level.", ["level"])
PAGES = Counter("kiemchung_pages", "Pages sent, by page and status.", ["page", "status"])
ERRORS = Counter("kiemchung_errors", "Requests refused or failed, by kind.", ["kind"])
SECONDS = Histogram("kiemchung_page_seconds", "Time to a page.", ["page"], buckets=_SECONDS)


class Measured:
    """Counts pages and times them, where metrics are wanted."""

    def __init__(self, respond: Respond) -> None:
        if not settings.CONFIGURATION.metrics_token:
            raise MiddlewareNotUsed
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self._respond(request)
        match = request.resolver_match
        page = (match.view_name or "unnamed") if match else "none"
        SECONDS.labels(page).observe(time.perf_counter() - start)
        PAGES.labels(page, str(response.status_code)).inc()
        return response


def share_between_workers(folder: Path) -> None:
    """Let processes that are started from here on put their numbers together in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for left_over in folder.glob("*.db"):
        left_over.unlink()
    os.environ[SHARED] = str(folder)


def exposition() -> bytes:
    """Return all numbers in Prometheus' text format."""
    if SHARED not in os.environ:
        return generate_latest(REGISTRY)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return generate_latest(together)
