from concurrent.futures import ThreadPoolExecutor
from functools import cache

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kiemchung.claims import Answer, Level
from kiemchung.errors import BadInput, NoWords
from kiemchung.text.language import UNKNOWN
from kiemchung.text.message import LONGEST
from kiemchung_site.config.error_pages import problem_of
from kiemchung_site.factchecks.library import site_library
from kiemchung_site.figures.counting import count_ask
from kiemchung_site.public.answers import show_answer

_TEMPLATE = "public/ask.html"
_UNKNOWN_LINK = Answer(Level.NOTHING, (), UNKNOWN)
"""About a link alone that stands in no fact-check: there is nothing to compare."""


# Asking changes nothing, so a forged ask does no harm; a token against forgery would be a
# cookie by which an asker can be recognised.
@csrf_exempt
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Show the box, or what is known about the message that was sent."""
    if request.method != "POST":
        return render(request, _TEMPLATE)
    message = ""
    try:
        message = request.POST.get("message", "")
        answer = _answer_to(message)
        count_ask(answer.level)
    except (BadInput, RequestDataTooBig) as error:
        problem = problem_of(error)
        shown = {"problem": problem, "message": message[:LONGEST]}
        return render(request, _TEMPLATE, shown, status=problem.status)
    shown = {
        "answer": show_answer(answer),
        "message": message,
        "is_unknown_link": answer is _UNKNOWN_LINK,
    }
    return render(request, _TEMPLATE, shown)


def _answer_to(message: str) -> Answer:
    try:
        return _turns().submit(site_library().matcher.ask, message).result()
    except NoWords as error:
        if error.link is None:
            raise
        return _UNKNOWN_LINK


@cache
def _turns() -> ThreadPoolExecutor:
    """Return where asks of this process wait for each other, first come first served.

    Answering keeps a core busy. Side by side, threads that Python lets run in turns only would
    make a few askers wait many times as long.
    """
    return ThreadPoolExecutor(1, "answering")
