"""Blanks in place of personal data: making them, and finding them again."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kiemchung.text.folding import has_accents
from kiemchung.text.normal import normal_form
from kiemchung.text.personal.addresses import find_addresses
from kiemchung.text.personal.handles import find_handles
from kiemchung.text.personal.kinds import Found, Personal
from kiemchung.text.personal.names import find_names
from kiemchung.text.personal.numbers import find_numbers
from kiemchung.text.personal.papers import find_papers

_BLANKS: dict[str, dict[Personal, str]] = {
    "vi": {
        Personal.PHONE: "[số điện thoại]",
        Personal.EMAIL: "[địa chỉ email]",
        Personal.NUMBER: "[số tài khoản hoặc giấy tờ]",
        Personal.CARD: "[số thẻ]",
        Personal.PLATE: "[biển số xe]",
        Personal.HANDLE: "[tên tài khoản]",
        Personal.PROFILE: "[trang cá nhân]",
        Personal.NAME: "[tên riêng]",
    },
    "en": {
        Personal.PHONE: "[phone number]",
        Personal.EMAIL: "[e-mail address]",
        Personal.NUMBER: "[account or identity number]",
        Personal.CARD: "[card number]",
        Personal.PLATE: "[licence plate]",
        Personal.HANDLE: "[handle]",
        Personal.PROFILE: "[profile]",
        Personal.NAME: "[name]",
    },
}
_KINDS = {blank: kind for blanks in _BLANKS.values() for kind, blank in blanks.items()}
_BLANK = re.compile("|".join(map(re.escape, _KINDS)))
_FINDERS = (find_addresses, find_handles, find_numbers, find_papers, find_names)
_MOST_PASSES = 5
"""What a blank uncovers (a name behind a name) is found in the next pass."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a text: as it was written, or a blank of some kind."""

    text: str
    blank: Personal | None


def blank_personal(text: str) -> str:
    """Return ``text`` in normal form with a blank in place of all personal data.

    Blanking again changes nothing. Never raises.
    """
    text = normal_form(text)
    blanks = _BLANKS["vi" if has_accents(text) else "en"]
    for _ in range(_MOST_PASSES):
        before, text = text, normal_form(_blanked(text, blanks))
        if text == before:
            break
    return text


def pieces(text: str) -> list[Piece]:
    """Cut ``text`` at its blanks; the pieces joined are ``text``."""
    found: list[Piece] = []
    end = 0
    for blank in _BLANK.finditer(text):
        if blank.start() > end:
            found.append(Piece(text[end : blank.start()], None))
        found.append(Piece(blank.group(), _KINDS[blank.group()]))
        end = blank.end()
    return [*found, Piece(text[end:], None)] if end < len(text) else found


def without_blanks(text: str) -> str:
    """Return ``text`` with a space in place of every blank, for comparing what is said."""
    return _BLANK.sub(" ", text)


def _blanked(text: str, blanks: dict[Personal, str]) -> str:
    result: list[str] = []
    end = 0
    for found in _apart(each for finder in _FINDERS for each in finder(text)):
        result += (text[end : found.start], blanks[found.kind])
        end = found.end
    return "".join([*result, text[end:]])


def _apart(all_found: Iterable[Found]) -> list[Found]:
    """Return finds that do not overlap; of those that do, the one that begins first."""
    apart: list[Found] = []
    for found in sorted(all_found, key=lambda one: (one.start, -one.end)):
        if not apart or found.start >= apart[-1].end:
            apart.append(found)
    return apart
