"""The application, as a server runs it: settings read, encoder and index open."""

import logging
import os

from django.core.wsgi import get_wsgi_application

from kiemchung.errors import KiemchungError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiemchung_site.config.settings")
application = get_wsgi_application()


def _warm_up() -> None:
    """Open what the first question would wait for; what is wrong shows when it is asked."""
    from kiemchung_site.factchecks.library import site_library

    try:
        _ = site_library().matcher
    except KiemchungError as error:
        logging.getLogger(__name__).warning("not ready to answer: %s", type(error).__name__)


def _begin_tasks() -> None:
    from kiemchung_site.claims.tasks import start_purging

    start_purging()


_warm_up()
_begin_tasks()
