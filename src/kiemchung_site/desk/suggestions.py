"""Earlier fact-checks of what a draft is about."""

import logging

from kiemchung.errors import BadInput, KiemchungError
from kiemchung_site.factchecks.library import site_library
from kiemchung_site.public.answers import ShownAnswer, show_answer

log = logging.getLogger(__name__)


def suggestions(claim: str) -> ShownAnswer | None:
    """Return what the library knows about ``claim``; nothing while it cannot be asked.

    A search that is not ready must not keep anybody from writing.
    """
    try:
        return show_answer(site_library().matcher.ask(claim))
    except BadInput:
        return None
    except KiemchungError as error:
        log.warning("no suggestions: %s", type(error).__name__)
        return None
