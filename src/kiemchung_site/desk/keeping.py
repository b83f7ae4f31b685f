"""A long text that is sent after its session ended comes back in a form, ready to be sent again."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kiemchung_site.config.error_pages import Problem

View = Callable[..., HttpResponse]
Keep = Callable[[HttpRequest], HttpResponse]


def keeps(answer: Keep) -> Callable[[View], View]:
    """Let ``answer`` give back what strangers send to a view, and what comes with an old token.

    It reads and writes nothing but the request.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method == "POST" and not request.user.is_authenticated:
                return answer(request)
            return view(request, *args, **kwargs)

        guarded.when_forged = answer  # type: ignore[attr-defined]
        return guarded

    return guard


def give_back(
    request: HttpRequest, forms: object, sentence: str, status: HTTPStatus
) -> HttpResponse:
    """Show ``forms`` with what was sent in them, and why it was not kept."""
    shown = {"forms": forms, "problem": Problem(status, sentence)}
    response = render(request, "desk/draft_kept.html", shown, status=status)
    response["Cache-Control"] = "no-store"
    return response
