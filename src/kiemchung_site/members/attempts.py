"""Failed log-ins: counted for a few minutes, so that guessing is slow and nobody is shut out.

A lock is on an account *from one address*: who knows it from elsewhere still gets in. Addresses
are in no file and no table: they are hashed with a key that is made when the process starts, and
the counts are in its memory.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest
from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from kiemchung_site.config.visitors import address_of, network_of

FAILURES = RateLimitItemPerMinute(5, 15)
"""Failures with one account from one address; then fifteen minutes without any try."""
FLOOD = RateLimitItemPerMinute(100, 5)
"""Failures from one address, whatever the accounts: each costs a slow hash."""
PASSKEYS = RateLimitItemPerMinute(60, 5)
"""Log-ins by passkey begun from one address: each is a row until it is over."""
CODES = RateLimitItemPerHour(30)
"""Wrong codes of one account from everywhere: who tries them knows the password already."""


@dataclass(frozen=True, slots=True)
class Attempts:
    """The counts of this process."""

    limiter: MovingWindowRateLimiter
    key: bytes

    def may_try(self, request: HttpRequest, account: str) -> bool:
        """Return whether ``account`` is open to this address."""
        return all(self.limiter.test(limit, key) for limit, key in self._counts(request, account))

    def failed(self, request: HttpRequest, account: str) -> None:
        """Count a failure."""
        for limit, key in self._counts(request, account):
            self.limiter.hit(limit, key)

    def succeeded(self, request: HttpRequest, account: str) -> None:
        """Forget the failures with this account from this address."""
        self.limiter.clear(FAILURES, self._hidden("pair", account, _place(request)))

    def may_try_code(self, account: str) -> bool:
        """Return whether a code of ``account`` may be tried, from anywhere."""
        return self.limiter.test(CODES, self._hidden("codes", account))

    def may_begin_passkey(self, request: HttpRequest) -> bool:
        """Count one more log-in by passkey that was begun, and say whether it may go on."""
        return self.limiter.hit(PASSKEYS, self._hidden("passkeys", _place(request)))

    def code_failed(self, account: str) -> None:
        """Count a wrong code."""
        self.limiter.hit(CODES, self._hidden("codes", account))

    def _counts(self, request: HttpRequest, account: str) -> list[tuple[RateLimitItem, str]]:
        address = _place(request)
        return [
            (FAILURES, self._hidden("pair", account, address)),
            (FLOOD, self._hidden("address", address)),
        ]

    def _hidden(self, *parts: str) -> str:
        text = "\0".join(part.strip().casefold() for part in parts)
        return hmac.new(self.key, text.encode(), hashlib.sha256).hexdigest()


@cache
def attempts() -> Attempts:
    """Return the counts of this process; each has its own, with a key of its own."""
    return Attempts(MovingWindowRateLimiter(MemoryStorage()), secrets.token_bytes(32))


def _place(request: HttpRequest) -> str:
    return network_of(address_of(request))
