"""The application, as a server runs it: settings read, encoder and index open."""

import logging
import os

from django.core.wsgi import get_wsgi_application

from kiemchung.errors import KiemchungError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiemchung_site.config.settings")
application = get_wsgi_application()

_FIRST = "Tin này đã được kiểm chứng chưa? Has it been fact-checked?"


def _warm_up() -> None:
    """Answer something that nobody asked: the first ask opens much that the next ones need.

    What is wrong shows when somebody asks.
    """
    from kiemchung_site.factchecks.library import site_library

    try:
        site_library().matcher.ask(_FIRST)
    except KiemchungError as error:
        logging.getLogger(__name__).warning("not ready to answer: %s", type(error).__name__)


def _count() -> None:
    """Write what is counted, from now on."""
    from kiemchung_site.figures.counting import keep_flushing

    keep_flushing()


def _begin_tasks() -> None:
    from kiemchung_site.claims.tasks import start_purging
    from kiemchung_site.factchecks.following import start_following

    start_purging()
    start_following()


_warm_up()
_count()
_begin_tasks()
