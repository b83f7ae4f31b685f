"""Keys of rows, as anybody can write them into an address or a form."""

import re

_KEY = re.compile(r"[0-9]{1,18}")


def key_in(text: str) -> int:
    """Return the key that ``text`` says; 0, which no row has, for everything else."""
    return int(text) if _KEY.fullmatch(text) else 0
