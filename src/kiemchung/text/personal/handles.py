"""Handles: what a person is called on a platform, with and without "@"."""

import re

from kiemchung.text.links import find_link_spans
from kiemchung.text.personal.cues import PLATFORM
from kiemchung.text.personal.kinds import Finds, Found, Personal

_AT = re.compile(r"(?<![\w@./])@(?=[\d_.]{0,29}[^\W\d_])\w[\w.]{1,29}")
_NICK = rf"(?:nick(?:name)?|user ?name|{PLATFORM} id|id {PLATFORM})"
_CUE = rf"(?<![\w@./])(?:(?:{_NICK} )?{PLATFORM}(?: id)?|{_NICK})"
_NAMED = rf"{_CUE}(?: (?:cá nhân|ca nhan|của \w{{1,8}}|cua \w{{1,8}}|tên|ten|là|la|is))?"
_ENDS = r"(?![\w@]|[.#]\w)"
_BEHIND_CUES = tuple(
    re.compile(pattern, re.IGNORECASE | re.ASCII)
    for pattern in (
        # A digit or an underscore is in no word, so that nothing else need announce it.
        rf"{_NAMED}\s?[:=-]?\s?(?P<handle>(?:live:)?(?=[a-z.]{{0,30}}_|[a-z.#]{{3,30}}\d\d|[a-z]{{1,30}}\.[a-z.]{{0,30}}\d)"
        rf"[a-z][\w.#]{{2,39}}){_ENDS}",
        rf"{_NAMED}\s?[:=]\s?(?P<handle>(?:live:)?[a-z]\w{{1,30}}(?:[.#]\w{{1,30}}){{1,3}}){_ENDS}",
        rf"(?<![\w@./]){_NICK}(?: {PLATFORM})?\s?[:=]\s?(?P<handle>[a-z][\w.#]{{2,39}}){_ENDS}",
    )
)
_NO_HANDLES = re.compile(
    r"(?:covid|sars|iphone|ios|android|windows|win|samsung|galaxy|vitamin|omega|version)[\d_.]",
    re.IGNORECASE,
)


def find_handles(text: str) -> Finds:
    """Yield the handles in ``text`` (in normal form) that stand outside of links."""
    links = find_link_spans(text)
    for found in _AT.finditer(text):
        if not any(start <= found.start() < end for start, end in links):
            yield Found(*found.span(), Personal.HANDLE)
    for pattern in _BEHIND_CUES:
        for found in pattern.finditer(text):
            start, end = found.span("handle")
            if not _NO_HANDLES.match(text, start) and not _touches(start, end, links):
                yield Found(start, end, Personal.HANDLE)


def _touches(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(first < end and start < last for first, last in spans)
