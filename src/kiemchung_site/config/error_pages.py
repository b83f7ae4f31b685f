"""What goes wrong, as a page: which status, which sentence, in the reader's language.

This is the only place where errors become statuses.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.utils.formats import get_format
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from kiemchung.errors import (
    BadInput,
    Busy,
    EmptyMessage,
    EncoderProblem,
    IndexProblem,
    KiemchungError,
    MessageTooLong,
    NotText,
    NoWords,
    StorageFull,
    StorageReadOnly,
)
from kiemchung.text.message import LONGEST
from kiemchung_site.errors import (
    CannotMerge,
    CannotUndo,
    ClaimClosed,
    DeskRefusal,
    FormNotOurs,
    FormUsed,
    NotAllowed,
    Overtaken,
    QuestionRefusal,
    ReasonMissing,
    TooMany,
)

Respond = Callable[[HttpRequest], HttpResponse]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a reader is told."""

    status: HTTPStatus
    sentence: str


_NOT_READY = gettext_noop(
    "The search is not ready. Reading works; please ask again in a few minutes."
)
_BUSY = gettext_noop("Another write is under way. Nothing was lost; please repeat in a moment.")
_TOO_LONG = gettext_noop(
    "The message has more than %(limit)s characters. Paste the part that worries you."
)

SENTENCES: tuple[tuple[type[Exception], HTTPStatus, str], ...] = (
    (
        EmptyMessage,
        HTTPStatus.BAD_REQUEST,
        gettext_noop("The message is empty. Paste the text that you received."),
    ),
    (
        NotText,
        HTTPStatus.BAD_REQUEST,
        gettext_noop("This is not text. Paste the words of the message."),
    ),
    (
        NoWords,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        gettext_noop(
            "There are no words to look up, and no fact-check is known for a link in it. "
            "Write what is claimed."
        ),
    ),
    (MessageTooLong, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LONG),
    (RequestDataTooBig, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LONG),
    (BadInput, HTTPStatus.BAD_REQUEST, gettext_noop("What was sent cannot be read.")),
    (IndexProblem, HTTPStatus.SERVICE_UNAVAILABLE, _NOT_READY),
    (EncoderProblem, HTTPStatus.SERVICE_UNAVAILABLE, _NOT_READY),
    (Busy, HTTPStatus.SERVICE_UNAVAILABLE, _BUSY),
    (OperationalError, HTTPStatus.SERVICE_UNAVAILABLE, _BUSY),
    (
        StorageFull,
        HTTPStatus.INSUFFICIENT_STORAGE,
        gettext_noop("The disk of the site is full. Nothing was changed."),
    ),
    (
        StorageReadOnly,
        HTTPStatus.SERVICE_UNAVAILABLE,
        gettext_noop("The site cannot write at the moment. Nothing was changed."),
    ),
    (NotAllowed, HTTPStatus.FORBIDDEN, gettext_noop("You may not do this.")),
    (
        Overtaken,
        HTTPStatus.CONFLICT,
        gettext_noop("It was corrected meanwhile. Read the newest version and correct that."),
    ),
    (
        FormUsed,
        HTTPStatus.CONFLICT,
        gettext_noop("This question was sent already. Its code was shown then."),
    ),
    (
        FormNotOurs,
        HTTPStatus.BAD_REQUEST,
        gettext_noop("The page was open for too long. Look the text over once more and send it."),
    ),
    (
        TooMany,
        HTTPStatus.TOO_MANY_REQUESTS,
        gettext_noop("Too much was sent in a short time. Please wait a while and try again."),
    ),
    (QuestionRefusal, HTTPStatus.BAD_REQUEST, gettext_noop("What was sent cannot be read.")),
    (
        ClaimClosed,
        HTTPStatus.CONFLICT,
        gettext_noop("This claim was published, declined or merged meanwhile."),
    ),
    (
        CannotMerge,
        HTTPStatus.CONFLICT,
        gettext_noop("Only an open claim can go into another one. Try it the other way round."),
    ),
    (
        CannotUndo,
        HTTPStatus.CONFLICT,
        gettext_noop("Somebody has decided this meanwhile, or there is nothing left to undo."),
    ),
    (
        ReasonMissing,
        HTTPStatus.UNPROCESSABLE_ENTITY,
        gettext_noop("Something that others will read is missing. Fill in what is marked."),
    ),
    (DeskRefusal, HTTPStatus.CONFLICT, gettext_noop("The desk's rules do not allow this.")),
    (
        Http404,
        HTTPStatus.NOT_FOUND,
        gettext_noop("There is no page at this address. It may have been mistyped."),
    ),
    (PermissionDenied, HTTPStatus.FORBIDDEN, gettext_noop("You may not do this.")),
    (
        SuspiciousOperation,
        HTTPStatus.BAD_REQUEST,
        gettext_noop("What was sent cannot be read."),
    ),
    (UnreadablePostError, HTTPStatus.BAD_REQUEST, gettext_noop("What was sent cannot be read.")),
)
"""The first class that an error belongs to counts."""

_UNEXPECTED = gettext_noop("Something broke on our side. Nothing was lost; please try again later.")

TITLES = {
    HTTPStatus.BAD_REQUEST: _("This cannot be read"),
    HTTPStatus.FORBIDDEN: _("Not allowed"),
    HTTPStatus.NOT_FOUND: _("Page not found"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("Too long"),
    HTTPStatus.UNPROCESSABLE_ENTITY: _("This cannot be read"),
    HTTPStatus.SERVICE_UNAVAILABLE: _("Back in a moment"),
    HTTPStatus.CONFLICT: _("Not possible now"),
    HTTPStatus.TOO_MANY_REQUESTS: _("One moment"),
}


def problem_of(error: Exception) -> Problem:
    """Return status and translated sentence for ``error``."""
    for kind, status, sentence in SENTENCES:
        if isinstance(error, kind):
            return Problem(status, gettext(sentence) % {"limit": _grouped(LONGEST)})
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, gettext(_UNEXPECTED))


def _grouped(number: int) -> str:
    # Django's Vietnamese format has a separator but groups nothing.
    return f"{number:,}".replace(",", get_format("THOUSAND_SEPARATOR"))


class ErrorPages:
    """Answers the errors of views that Django would take for its own failures."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        ours = (KiemchungError, OperationalError, RequestDataTooBig, UnreadablePostError)
        if not isinstance(error, ours):
            return None
        problem = problem_of(error)
        if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            log.error("a page could not be answered", exc_info=error)
        return _page(request, problem)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, problem_of(SuspiciousOperation()))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, problem_of(PermissionDenied()))


def forged_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was not sent from one of our pages, or after its session ended."""
    return _page(request, problem_of(PermissionDenied()))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _page(request, problem_of(Http404()))


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, problem_of(RuntimeError()))


def _page(request: HttpRequest, problem: Problem) -> HttpResponse:
    title = TITLES.get(problem.status, _("Something broke"))
    shown = {"title": title, "problem": problem}
    response = render(request, "errors/error.html", shown, status=problem.status)
    response["Cache-Control"] = "no-store"
    return response
