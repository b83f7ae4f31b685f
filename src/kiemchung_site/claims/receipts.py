"""Receipt codes: how a sender asks what became of a question, and nobody else.

A code has 100 random bits, written with digits and letters that are not taken for each other.
It is read whatever the case, with or without dashes. The database has only what a slow hash
under a key makes of it, so a stolen copy of the database gives no code away.
"""

import secrets

from argon2.low_level import Type, hash_secret_raw
from django.utils.crypto import salted_hmac

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32."""
_TAKEN_FOR = str.maketrans("ILO", "110")
_LENGTH = 20
_GROUP = 4
# OWASP's second choice for Argon2id: some 20 ms, whatever is hashed.
_MEMORY = 19 * 1024
_ROUNDS = 2


def new_code() -> str:
    """Return a new code, in groups: ``7F3K-…``."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    return "-".join(code[i : i + _GROUP] for i in range(0, _LENGTH, _GROUP))


def hash_of(code: str) -> str:
    """Return the hash under which the question of ``code`` is kept.

    Anything at all can be hashed, and takes the same time.
    """
    raw = hash_secret_raw(
        _plain(code).encode("utf-8", "replace"),
        salted_hmac("kiemchung.receipts", "salt", algorithm="sha256").digest(),
        time_cost=_ROUNDS,
        memory_cost=_MEMORY,
        parallelism=1,
        hash_len=32,
        type=Type.ID,
    )
    return raw.hex()


def _plain(code: str) -> str:
    letters = code.upper().translate(_TAKEN_FOR)
    # One character more than a code has, so that a longer one is never taken for its beginning.
    return "".join(c for c in letters if c in _ALPHABET)[: _LENGTH + 1]
