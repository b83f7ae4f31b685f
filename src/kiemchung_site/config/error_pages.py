"""What goes wrong, as a page: which status, which sentence, in the reader's language.

This is the only place where errors become statuses.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
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
from kiemchung_site.config.database_errors import meaning_of
from kiemchung_site.config.metrics import ERRORS
from kiemchung_site.config.numbers import grouped
from kiemchung_site.errors import (
    AlreadyMember,
    AlreadyReviewed,
    CannotMerge,
    CannotUndo,
    ClaimClosed,
    DeskRefusal,
    DraftClosed,
    EditedMeanwhile,
    EmptyPage,
    FormNotOurs,
    FormUsed,
    IncompleteDraft,
    LastAdministrator,
    NoSuchQuarter,
    NotAllowed,
    NotApproved,
    NotAskedFor,
    NothingChanged,
    Overtaken,
    OwnAccount,
    QuestionRefusal,
    ReasonMissing,
    SamePerson,
    SampleEntry,
    SessionOver,
    TooMany,
    WrongLink,
)

Respond = Callable[[HttpRequest], HttpResponse]
GiveBack = Callable[[HttpRequest, "Problem"], HttpResponse]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """What a reader is told."""

    status: HTTPStatus
    sentence: str


_NOT_READY = gettext_noop(
    "The search is not ready. Reading works; please ask again in a few minutes."
)
_BUSY = gettext_noop("Another write is under way. Please repeat in a moment.")
_UNREACHABLE = gettext_noop(
    "The database of the site cannot be reached. Please repeat in a few minutes."
)
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
        gettext_noop("There are no words to look up. Write what is claimed."),
    ),
    (MessageTooLong, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LONG),
    (RequestDataTooBig, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _TOO_LONG),
    (BadInput, HTTPStatus.BAD_REQUEST, gettext_noop("What was sent cannot be read.")),
    (IndexProblem, HTTPStatus.SERVICE_UNAVAILABLE, _NOT_READY),
    (EncoderProblem, HTTPStatus.SERVICE_UNAVAILABLE, _NOT_READY),
    (Busy, HTTPStatus.SERVICE_UNAVAILABLE, _BUSY),
    (OperationalError, HTTPStatus.SERVICE_UNAVAILABLE, _UNREACHABLE),
    (InterfaceError, HTTPStatus.SERVICE_UNAVAILABLE, _UNREACHABLE),
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
        SessionOver,
        HTTPStatus.FORBIDDEN,
        gettext_noop(
            "Your session has ended, or you have logged in anew since this page was opened, so"
            " nothing was saved. What you wrote is still here: log in in another tab if need be,"
            " look it over, and send it again."
        ),
    ),
    (
        Overtaken,
        HTTPStatus.CONFLICT,
        gettext_noop("It was corrected meanwhile. Read the newest version and correct that."),
    ),
    (
        WrongLink,
        HTTPStatus.NOT_FOUND,
        gettext_noop(
            "This link is not valid, or not any more. Ask an administrator for a new one."
        ),
    ),
    (
        AlreadyMember,
        HTTPStatus.CONFLICT,
        gettext_noop("A member has this e-mail address already."),
    ),
    (
        LastAdministrator,
        HTTPStatus.CONFLICT,
        gettext_noop("The last administrator stays. Make somebody else one first."),
    ),
    (
        OwnAccount,
        HTTPStatus.FORBIDDEN,
        gettext_noop("Ask another administrator to do this to your own account."),
    ),
    (EmptyPage, HTTPStatus.CONFLICT, gettext_noop("The page would be empty. Write something.")),
    (
        EditedMeanwhile,
        HTTPStatus.CONFLICT,
        gettext_noop("It was edited meanwhile. Open the newest text and go on from there."),
    ),
    (
        SamePerson,
        HTTPStatus.FORBIDDEN,
        gettext_noop(
            "Nobody approves a text in which they wrote. Another member has to review it."
        ),
    ),
    (
        IncompleteDraft,
        HTTPStatus.CONFLICT,
        gettext_noop("Something is missing. Fill in the parts that are marked."),
    ),
    (
        NothingChanged,
        HTTPStatus.CONFLICT,
        gettext_noop("The correction says the same as what is published. Change something."),
    ),
    (
        DraftClosed,
        HTTPStatus.CONFLICT,
        gettext_noop("This draft was published or put away. Nothing in it can be changed."),
    ),
    (
        NotAskedFor,
        HTTPStatus.CONFLICT,
        gettext_noop("Nobody has asked for a review of this text yet."),
    ),
    (
        AlreadyReviewed,
        HTTPStatus.CONFLICT,
        gettext_noop("You have reviewed this very text. It has to change before you do so again."),
    ),
    (
        NotApproved,
        HTTPStatus.CONFLICT,
        gettext_noop("No approval of the newest text is in force. Ask for a review."),
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
        SampleEntry,
        HTTPStatus.CONFLICT,
        gettext_noop("An entry of the sample library answers no claim."),
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
    (
        NoSuchQuarter,
        HTTPStatus.NOT_FOUND,
        gettext_noop("There are no figures of this quarter. Choose one that is over."),
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

_UNEXPECTED = gettext_noop("Something broke on our side. Please try again later.")

TITLES = {
    HTTPStatus.BAD_REQUEST: _("This cannot be read"),
    HTTPStatus.FORBIDDEN: _("Not allowed"),
    HTTPStatus.NOT_FOUND: _("Page not found"),
    HTTPStatus.METHOD_NOT_ALLOWED: _("Not allowed"),
    HTTPStatus.LENGTH_REQUIRED: _("This cannot be read"),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: _("Too long"),
    HTTPStatus.UNPROCESSABLE_ENTITY: _("This cannot be read"),
    HTTPStatus.SERVICE_UNAVAILABLE: _("Back in a moment"),
    HTTPStatus.CONFLICT: _("Not possible now"),
    HTTPStatus.TOO_MANY_REQUESTS: _("One moment"),
}


METHODS = ("GET", "HEAD", "POST")
"""How pages are asked for here; everything else is refused before any page sees it."""

_WRONG_METHOD = gettext_noop("Pages here are read or sent a form, nothing else.")
_NO_LENGTH = gettext_noop("What was sent does not say how long it is.")


def problem_of(error: Exception) -> Problem:
    """Return status and translated sentence for ``error``; failures of ours are logged."""
    ERRORS.labels(type(error).__name__).inc()
    for kind, status, sentence in SENTENCES:
        if issubclass(_class_of(error), kind):
            if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                log.error("a page could not be answered", exc_info=error)
            return Problem(status, gettext(sentence) % {"limit": grouped(LONGEST)})
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, gettext(_UNEXPECTED))


def _class_of(error: Exception) -> type[Exception]:
    meaning = meaning_of(error) if isinstance(error, OperationalError) else None
    return meaning or type(error)


class RefusedRequests:
    """Refuses what no page here understands, and gives refusals of views their page."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return self._wrong_method(request, ", ".join(METHODS))
        # Django reads no body without a length and would call the message empty.
        if "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get("CONTENT_LENGTH"):
            return _page(request, Problem(HTTPStatus.LENGTH_REQUIRED, gettext(_NO_LENGTH)))
        response = self._respond(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            return self._wrong_method(request, response["Allow"])
        return response

    def _wrong_method(self, request: HttpRequest, allowed: str) -> HttpResponse:
        problem = Problem(HTTPStatus.METHOD_NOT_ALLOWED, gettext(_WRONG_METHOD))
        response = _page(request, problem)
        response["Allow"] = allowed
        return response


class ErrorPages:
    """Answers the errors of views that Django would take for its own failures."""

    def __init__(self, respond: Respond) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._respond(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, _UNREAD):
            return _page(request, problem_of(error))
        if isinstance(error, _OURS):
            return _given_back(request, problem_of(error))
        return None


_OURS = (KiemchungError, OperationalError, InterfaceError)
_UNREAD = (RequestDataTooBig, UnreadablePostError)
"""After these there is nothing to be given back."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    # Read before any page was reached, a form may be too long here, too.
    known = exception if isinstance(exception, RequestDataTooBig) else SuspiciousOperation()
    return _page(request, problem_of(known))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _given_back(request, problem_of(PermissionDenied()))


def forged_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was not sent from one of our pages, or with the token of an old session.

    What another site sent is not given back: it would look as if the member had written it.
    """
    if reason.startswith(_SENT_FROM_ELSEWHERE) or _keeper_of(request) is None:
        return _page(request, problem_of(PermissionDenied()))
    return _given_back(request, problem_of(SessionOver()))


_SENT_FROM_ELSEWHERE = ("Origin", "Referer")
"""How the reasons of Django's middleware begin that are not about the token."""


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _given_back(request, problem_of(Http404()))


def server_error(request: HttpRequest) -> HttpResponse:
    return _given_back(request, problem_of(RuntimeError()))


def _given_back(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Return the page of ``problem``, with what was sent in it where the view keeps that."""
    give_back = _keeper_of(request)
    return _page(request, problem) if give_back is None else give_back(request, problem)


def _keeper_of(request: HttpRequest) -> GiveBack | None:
    """Return what gives a sent form back; see ``desk.keeping``."""
    if request.method != "POST" or request.resolver_match is None:
        return None
    return getattr(request.resolver_match.func, "give_back", None)


def _page(request: HttpRequest, problem: Problem) -> HttpResponse:
    title = TITLES.get(problem.status, _("Something broke"))
    shown = {"title": title, "problem": problem}
    response = render(request, "errors/error.html", shown, status=problem.status)
    response["Cache-Control"] = "no-store"
    return response
