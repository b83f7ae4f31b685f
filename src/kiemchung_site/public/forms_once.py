"""Forms that can be sent once: signed, with an end, and with a puzzle against floods.

Any worker can read what another has signed. Nothing about the reader is in it.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from altcha.v1 import ChallengeOptions, Payload, create_challenge, verify_solution
from django.core import signing
from django.utils import timezone
from django.utils.crypto import salted_hmac

from kiemchung_site.claims.actions import SentForm
from kiemchung_site.errors import FormNotOurs

_LASTS = timedelta(hours=2)
_HARDEST = 100_000
"""Highest number to be found: some tenths of a second on a telephone."""
_SALT = "kiemchung.question-form"


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A number to find: the one whose hash behind ``salt`` is ``challenge``."""

    token: str
    """Goes along with the form; all of this, signed."""
    salt: str
    challenge: str
    highest: int


def new_puzzle() -> Puzzle:
    """Return a puzzle for a new form."""
    made = create_challenge(ChallengeOptions(hmac_key=_key(), max_number=_HARDEST))
    said = {"salt": made.salt, "challenge": made.challenge, "signature": made.signature}
    return Puzzle(signing.dumps(said, salt=_SALT), made.salt, made.challenge, _HARDEST)


@dataclass(frozen=True, slots=True)
class Received:
    """A form that is ours."""

    form: SentForm
    solved: bool
    """Whether the puzzle was solved; a browser without JavaScript leaves it."""


def read_form(token: str, number: str) -> Received:
    """Return what a form proves. Raises FormNotOurs when forged, expired or wrongly solved."""
    try:
        said = signing.loads(token, salt=_SALT, max_age=_LASTS)
    except signing.BadSignature:
        raise FormNotOurs from None
    if number and not _is_solution(said, number):
        raise FormNotOurs
    return Received(_sent(said["challenge"], timezone.now()), bool(number))


def _is_solution(said: dict[str, str], number: str) -> bool:
    if not (number.isascii() and number.isdecimal() and len(number) <= len(str(_HARDEST))):
        return False
    solution = Payload("SHA-256", said["challenge"], int(number), said["salt"], said["signature"])
    is_right, _ = verify_solution(solution, _key(), check_expires=False)
    return is_right


def _sent(challenge: str, now: datetime) -> SentForm:
    return SentForm(hashlib.sha256(challenge.encode()).hexdigest(), now + _LASTS)


def _key() -> str:
    return salted_hmac(_SALT, "puzzle", algorithm="sha256").hexdigest()
