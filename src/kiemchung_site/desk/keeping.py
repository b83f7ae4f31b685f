"""What was written and cannot be taken comes back in a form, ready to be sent again."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kiemchung_site.config.error_pages import Problem
from kiemchung_site.errors import SessionOver

View = Callable[..., HttpResponse]
Sent = Callable[[HttpRequest], object]
"""Makes forms of what was sent; reads nothing but the request, since the database may be gone."""


def keeps(sent: Sent, template: str = "desk/kept.html") -> Callable[[View], View]:
    """Let every refusal of a view show ``sent`` in ``template``; strangers are refused so, too.

    The error pages look for ``give_back``, so that it works before the view is reached as well.
    """

    def give_back(request: HttpRequest, problem: Problem) -> HttpResponse:
        shown = {"forms": sent(request), "problem": problem}
        response = render(request, template, shown, status=problem.status)
        response["Cache-Control"] = "no-store"
        return response

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            is_written = request.method == "POST" and bool(request.POST)
            if is_written and not request.user.is_authenticated:
                raise SessionOver
            return view(request, *args, **kwargs)

        guarded.give_back = give_back  # type: ignore[attr-defined]
        return guarded

    return guard
