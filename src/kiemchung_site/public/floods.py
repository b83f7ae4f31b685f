"""How often one place may send something, without keeping where that is.

What is counted is a keyed hash of the address. The key is random, lives in memory and is
replaced every hour: afterwards nobody, the site included, can say whom a count belonged to.
Counts are those of one worker process.
"""

import hashlib
import hmac
import secrets
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from kiemchung_site.config.visitors import address_of, neighbourhood_of, network_of
from kiemchung_site.errors import TooMany

_HOUR = 3600
_EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Rate:
    """How much is taken from one place, from those near it, and from all places together.

    Who holds a whole network must not use up what is for everybody.
    """

    name: str
    one: RateLimitItem
    near: RateLimitItem
    all: RateLimitItem


SOLVED = Rate("solved", parse("12 per hour"), parse("120 per hour"), parse("1200 per hour"))
"""Questions whose browser has solved the puzzle."""
UNSOLVED = Rate("unsolved", parse("3 per hour"), parse("12 per hour"), parse("60 per hour"))
"""Questions from browsers without JavaScript."""
LOOKED = Rate("looked", parse("60 per hour"), parse("600 per hour"), parse("6000 per hour"))
"""Receipts looked up and texts looked over."""


class Places:
    """Counts per place, for as long as a key lasts."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._born = clock()
        self._key, self._limiter = _anew()

    def admit(self, address: str, rate: Rate) -> None:
        """Count one more. Raises TooMany."""
        with self._lock:
            if self._clock() - self._born >= _HOUR:
                self._born = self._clock()
                self._key, self._limiter = _anew()
            key, limiter = self._key, self._limiter
        place, near = (_hidden(key, of(address)) for of in (network_of, neighbourhood_of))
        for limit, whose in ((rate.one, place), (rate.near, near), (rate.all, _EVERYBODY)):
            if not limiter.hit(limit, rate.name, whose):
                raise TooMany


def _hidden(key: bytes, place: str) -> str:
    return hmac.new(key, place.encode(), hashlib.sha256).hexdigest()


def _anew() -> tuple[bytes, FixedWindowRateLimiter]:
    return secrets.token_bytes(32), FixedWindowRateLimiter(MemoryStorage())


@cache
def places() -> Places:
    """Return this process's counts."""
    return Places()


def admit(request: HttpRequest, rate: Rate) -> None:
    """Count the place that ``request`` comes from. Raises TooMany."""
    places().admit(address_of(request), rate)
