"""The language of a page: that of its address, else the remembered one, else Vietnamese.

What a browser says about its user's languages is not read.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

Respond = Callable[[HttpRequest], HttpResponse]


class LanguageOfAddress:
    """Switches translation on for each request."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self._respond(request)
        response.headers.setdefault("Content-Language", language)
        return response


def language_of(request: HttpRequest) -> str:
    """Return the language in which ``request`` is answered."""
    known = dict(settings.LANGUAGES)
    # Of "OPTIONS *" the path is a star, without a slash.
    first = request.path_info.split("/")[1:2]
    if first and first[0] in known:
        return first[0]
    remembered = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return remembered if remembered in known else str(settings.LANGUAGE_CODE)
