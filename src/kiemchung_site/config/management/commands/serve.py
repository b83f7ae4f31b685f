import logging
import multiprocessing
import os
from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from granian import Granian
from granian.constants import Interfaces

from kiemchung_site.config.metrics import share_between_workers
from kiemchung_site.config.options import Mode
from kiemchung_site.factchecks.entering import enter_all
from kiemchung_site.factchecks.filling import add_sample, catch_up
from kiemchung_site.factchecks.library import SiteLibrary, site_library

_THREADS = 16
"""Requests that one worker takes at the same time; each slow sender holds one."""
_GRACE = 30
"""Seconds in which workers that are told to stop may finish what they are at."""


log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Serve the site: migrate, fill an empty library with the sample, answer requests."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="Address to listen at.")
        parser.add_argument("--port", type=int, default=8000, help="Port to listen at.")
        parser.add_argument(
            "--without-sample", action="store_true", help="Leave an empty library empty."
        )

    def handle(self, *, host: str, port: int, without_sample: bool, **_: object) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        self._prepare(site_library(), without_sample)
        configuration = settings.CONFIGURATION
        if configuration.metrics_token:
            share_between_workers(configuration.folder / "metrics")
        share_cores(configuration.workers)
        # A forked worker would have the threads of this process's encoder only by name.
        multiprocessing.set_start_method("spawn")
        self._tell(f"Serving on http://{host}:{port}")
        Granian(
            "kiemchung_site.config.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=configuration.workers,
            blocking_threads=_THREADS,
            respawn_failed_workers=configuration.mode is Mode.PRODUCTION,
            workers_kill_timeout=_GRACE,
            log_access=False,
            log_dictconfig=settings.LOGGING,
        ).serve()

    def _prepare(self, library: SiteLibrary, without_sample: bool) -> None:
        self._tell("Preparing the library")
        if library.store.revision == 0 and not without_sample:
            count = add_sample(library)
            self._tell(f"Put {count} sample fact-checks in; 'sample --remove' takes them out")
        else:
            enter_all()
            catch_up(library)

    def _tell(self, sentence: str) -> None:
        """Tell whoever has started it; in production that is a log, of which programs read lines."""
        if settings.CONFIGURATION.mode is Mode.PRODUCTION:
            log.info(sentence)
        else:
            self.stdout.write(sentence)


def share_cores(workers: int) -> None:
    """Let each worker's encoder have its part of the cores, if nobody set how many."""
    cores = len(os.sched_getaffinity(0))
    os.environ.setdefault("KIEMCHUNG_THREADS", str(max(1, cores // workers)))
