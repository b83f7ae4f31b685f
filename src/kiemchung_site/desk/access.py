"""Who may open which page of the desk: nobody, unless the page says so."""

from collections.abc import Callable
from functools import wraps

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from allauth.core.exceptions import ReauthenticationRequired
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from kiemchung_site.members.adapters import AccountAdapter
from kiemchung_site.members.models import ADMINISTRATORS, APPROVERS, WRITERS, Member, Role
from kiemchung_site.members.second_factor import is_ready
from kiemchung_site.members.sessions import keep_alive

__all__ = [
    "ADMINISTRATORS",
    "APPROVERS",
    "EVERYBODY",
    "WRITERS",
    "ClosedUnlessOpened",
    "confirmed_lately",
    "member_of",
    "open_to",
    "open_to_strangers",
]

View = Callable[..., HttpResponse]

EVERYBODY = frozenset(Role)
"""Every member, whatever the role."""


def open_to(
    roles: frozenset[Role], *, before_second_factor: bool = False
) -> Callable[[View], View]:
    """Let members with one of ``roles`` open a page; lead strangers to the log-in page.

    Who has not yet set up the second factor that the role asks for is led there, but for pages
    that are needed for just that.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(_place(request))
            member = member_of(request)
            if not before_second_factor and not may_work(request, member):
                return redirect("mfa_index")
            if member.role not in roles:
                raise PermissionDenied
            keep_alive(request)
            return view(request, *args, **kwargs)

        guarded.open_to = roles  # type: ignore[attr-defined]
        return never_cache(guarded)

    return guard


def open_to_strangers(view: View) -> View:
    """Let anybody open a page that belongs to the way in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return view(request, *args, **kwargs)

    guarded.open_to = None  # type: ignore[attr-defined]
    return never_cache(guarded)


def confirmed_lately(view: View) -> View:
    """Ask who it is once more, unless that was done in the last minutes."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not did_recently_reauthenticate(request):
            raise ReauthenticationRequired
        return view(request, *args, **kwargs)

    return guarded


def member_of(request: HttpRequest) -> Member:
    """Return who is logged in. Raises PermissionDenied for strangers and former members."""
    if not isinstance(request.user, Member) or not request.user.is_active:
        raise PermissionDenied
    return request.user


def may_work(request: HttpRequest, member: Member) -> bool:
    """Return whether the second factor that the role asks for is set up; looked up once a page."""
    if not hasattr(request, "_may_work"):
        request._may_work = is_ready(member)  # type: ignore[attr-defined]
    return bool(request._may_work)  # type: ignore[attr-defined]


def is_desk(request: HttpRequest) -> bool:
    """Return whether the address belongs to the desk."""
    return request.path_info.split("/")[2:3] == ["desk"]


class ClosedUnlessOpened:
    """Refuses every page of the desk that does not say to whom it is open."""

    def __init__(self, respond: View) -> None:
        self._respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._respond(request)

    def process_view(self, request: HttpRequest, view: View, *_: object) -> None:
        if is_desk(request) and not hasattr(view, "open_to"):
            raise PermissionDenied

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Ask who it is once more.

        django-allauth would keep the whole request in the session to repeat it later: with the
        sender's address and browser. Here a form is filled in again instead.
        """
        if not isinstance(error, ReauthenticationRequired):
            return None
        methods = AccountAdapter(request).get_reauthentication_methods(request.user)
        if not methods:
            return redirect_to_login(_place(request))
        return redirect_to_login(_place(request), methods[0]["url"])


def _place(request: HttpRequest) -> str:
    return request.get_full_path()
