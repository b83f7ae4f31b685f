"""Pages kept in memory as long as nothing was published since, and for a minute at most.

Whatever a page is made of is in the record or in the newest versions, but for members' names,
hence the minute. Addresses with a query are never kept: a search may say something about who
searches. Browsers and caches may keep a page, too, and ask each time whether it still holds.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response

from kiemchung_site.factchecks.queries import State, state_of_the_record

View = Callable[..., HttpResponseBase]
Key = tuple[str, str]

_MOST = 1000
"""Pages; one has some 15 kB."""
_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Kept:
    """A page as it is sent."""

    content: bytes
    kind: str
    etag: str
    until: float


class Shelf:
    """The pages of one state of the record, the ones used last; safe to share between threads."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, Kept] = OrderedDict()
        self._state: State | None = None
        self._lock = threading.Lock()

    def get(self, state: State, key: Key) -> Kept | None:
        """Return the page if it still holds."""
        with self._lock:
            if state != self._state:
                self._state = state
                self._pages.clear()
            page = self._pages.get(key)
            if page is None or page.until < time.monotonic():
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, state: State, key: Key, page: Kept) -> None:
        """Keep ``page``, unless the record has moved on since ``state``."""
        with self._lock:
            if state == self._state:
                self._pages[key] = page
                if len(self._pages) > _MOST:
                    self._pages.popitem(last=False)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._pages.clear()


SHELF = Shelf()


def kept(view: View) -> View:
    """Answer from the shelf where that is possible, and with 304 who has the page already."""

    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.META.get("QUERY_STRING") or request.method not in ("GET", "HEAD"):
            return view(request, *args, **kwargs)
        key = (request.get_host(), request.path)
        state = state_of_the_record()
        page = SHELF.get(state, key)
        if page is None:
            fresh = view(request, *args, **kwargs)
            if not isinstance(fresh, HttpResponse) or not _is_for_everybody(request, fresh):
                return fresh
            page = _keep(fresh)
            SHELF.put(state, key, page)
        return _respond(request, page)

    return answer


def _is_for_everybody(request: HttpRequest, response: HttpResponse) -> bool:
    """Say whether nothing on the page belongs to one reader."""
    session = getattr(request, "session", None)
    return (
        response.status_code == 200
        and not response.cookies
        and "CSRF_COOKIE" not in request.META
        and not (session is not None and session.accessed)
    )


def _keep(response: HttpResponse) -> Kept:
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:24]}"'
    until = time.monotonic() + _SECONDS
    return Kept(response.content, response["Content-Type"], etag, until)


def _respond(request: HttpRequest, page: Kept) -> HttpResponseBase:
    response = HttpResponse(page.content, page.kind)
    response["ETag"] = page.etag
    response["Cache-Control"] = "no-cache"
    return get_conditional_response(request, etag=page.etag, response=response) or response
