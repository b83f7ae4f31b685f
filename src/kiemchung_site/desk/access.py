"""Who may open which page of the desk: nobody, unless the page says so."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from kiemchung_site.members.models import Member, Role

View = Callable[..., HttpResponse]

EVERYBODY = frozenset(Role)
"""Every member, whatever the role."""


def open_to(roles: frozenset[Role]) -> Callable[[View], View]:
    """Let members with one of ``roles`` open a page; lead strangers to the log-in page."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if member_of(request).role not in roles:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.open_to = roles  # type: ignore[attr-defined]
        return never_cache(guarded)

    return guard


def member_of(request: HttpRequest) -> Member:
    """Return who is logged in. Raises PermissionDenied for strangers and former members."""
    if not isinstance(request.user, Member) or not request.user.is_active:
        raise PermissionDenied
    return request.user
