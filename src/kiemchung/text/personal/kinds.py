from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple


class Personal(StrEnum):
    """A kind of personal data."""

    PHONE = "phone"
    EMAIL = "email"
    NUMBER = "number"
    """Of an account, an identity paper, a passport."""
    CARD = "card"
    PLATE = "plate"
    """Of a vehicle."""
    HANDLE = "handle"
    PROFILE = "profile"
    NAME = "name"


class Found(NamedTuple):
    """Personal data at ``start`` to ``end`` of a text."""

    start: int
    end: int
    kind: Personal


Finds = Iterator[Found]
