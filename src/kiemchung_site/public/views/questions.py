"""Sending a question to the desk, and asking what became of it.

None of these pages has a session or a token against forgery: either would be a cookie by which
an asker can be recognised. A form can be sent once instead, see ``forms_once``.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from kiemchung.errors import BadInput, KiemchungError
from kiemchung.text.message import LONGEST
from kiemchung.text.personal import Personal, pieces
from kiemchung_site.claims.actions import shown_to_desk, submit_question
from kiemchung_site.claims.queries import progress_of
from kiemchung_site.config.error_pages import problem_of
from kiemchung_site.public.floods import LOOKED, SOLVED, UNSOLVED, admit
from kiemchung_site.public.forms_once import new_puzzle, read_form

_REFUSALS = (KiemchungError, OperationalError, InterfaceError, RequestDataTooBig)

View = Callable[[HttpRequest], HttpResponse]


def _private(view: View) -> View:
    """Keep what is sent out of caches and error reports."""
    guarded = require_http_methods(["GET", "HEAD", "POST"])(view)
    return csrf_exempt(never_cache(sensitive_post_parameters()(guarded)))


@_private
def question(request: HttpRequest) -> HttpResponse:
    """Show the box, or what the desk would see of the message that was sent."""
    if request.method != "POST":
        about = _address_of(request.GET.get("about", ""))
        return render(request, "public/question.html", {"about": about})
    message = ""
    try:
        message = request.POST.get("message", "")
        admit(request, LOOKED)
        return _preview(request, shown_to_desk(message))
    except _REFUSALS as error:
        problem = problem_of(error)
        shown = {"problem": problem, "message": message[:LONGEST]}
        return render(request, "public/question.html", shown, status=problem.status)


@_private
@sensitive_variables()
def send_question(request: HttpRequest) -> HttpResponse:
    """Take the question and show its receipt, once."""
    if request.method != "POST":
        return redirect("public:question")
    message = ""
    try:
        message = request.POST.get("message", "")
        received = read_form(request.POST.get("form", ""), request.POST.get("number", ""))
        admit(request, SOLVED if received.solved else UNSOLVED)
        code = submit_question(message, received.form)
    except _REFUSALS as error:
        return _again(request, message, error)
    return render(request, "public/receipt.html", {"code": code})


@_private
@sensitive_variables()
def question_status(request: HttpRequest) -> HttpResponse:
    """Show the box for a receipt's code, or what became of its question."""
    if request.method != "POST":
        return render(request, "public/question_status.html")
    try:
        admit(request, LOOKED)
        progress = progress_of(request.POST.get("code", ""), timezone.now())
    except _REFUSALS as error:
        problem = problem_of(error)
        return render(
            request, "public/question_status.html", {"problem": problem}, status=problem.status
        )
    status = HTTPStatus.OK if progress else HTTPStatus.NOT_FOUND
    shown = {"progress": progress, "unknown": progress is None}
    return render(request, "public/question_status.html", shown, status=status)


def _address_of(slug: str) -> str:
    """Return the address of the fact-check in which a reader has found a mistake, if it is one."""
    try:
        return settings.CONFIGURATION.origin + reverse("public:fact_check", args=[slug])
    except NoReverseMatch:
        return ""


def _preview(
    request: HttpRequest, text: str, problem: object = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    found = pieces(text)
    shown = {
        "text": text,
        "pieces": found,
        "has_blanks": any(piece.blank for piece in found),
        "has_names": any(piece.blank is Personal.NAME for piece in found),
        "puzzle": new_puzzle(),
        "problem": problem,
    }
    return render(request, "public/question_preview.html", shown, status=status)


def _again(request: HttpRequest, message: str, error: Exception) -> HttpResponse:
    """Show what was sent once more, with a new form, so that nothing is lost."""
    problem = problem_of(error)
    try:
        return _preview(request, shown_to_desk(message), problem, problem.status)
    except BadInput:
        pass
    shown = {"problem": problem, "message": message[:LONGEST]}
    return render(request, "public/question.html", shown, status=problem.status)
