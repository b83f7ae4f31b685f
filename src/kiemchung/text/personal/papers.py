"""Numbers with letters or marks of their own: identity papers, accounts, licence plates."""

import re

from kiemchung.text.links import find_link_spans
from kiemchung.text.personal.kinds import Finds, Found, Personal

_PAPERS = tuple(
    map(
        re.compile,
        (
            r"\b(?:[A-Z]\d{7,8}|[A-Z]{2}\d{2}[A-Z0-9]{11,30})\b",
            # An IBAN in groups of four.
            r"\b[A-Z]{2}\d{2}(?: (?=[A-Z]{0,3}\d)[A-Z0-9]{4}){3,7}(?: [A-Z0-9]{1,3})?\b",
            # United States social security; Singapore.
            r"(?<![\w-])\d{3}-\d{2}-\d{4}(?![\w-])",
            r"\b[STFGM]\d{7}[A-Z]\b",
            r"(?i:\b(?:passport|hộ chiếu|ho chieu))\W{0,3}(?:\w{1,6}\W{1,3}){0,2}"
            r"(?P<number>[A-Za-z]{1,2}[ -]?\d{6,8})\b",
        ),
    )
)
_PLATES = tuple(
    map(
        re.compile,
        (
            r"(?<![\w./-])[1-9]\d-?[A-Z]{1,2}\d?(?:-\d{3}\.?\d{2}|[ .]\d{3}\.\d{2})(?![\w-])",
            r"(?i:\b(?:biển số|biển kiểm soát|biển|bien so|bks)(?: xe)?)(?: là)?\W{0,3}"
            r"(?P<number>[1-9]\d-?[A-Za-z]{1,2}\d?[ .-]{0,3}\d{3}\.?\d{1,2})(?![\w-])",
        ),
    )
)


def find_papers(text: str) -> Finds:
    """Yield such numbers in ``text`` (in normal form) that stand outside of links."""
    links = find_link_spans(text)
    for kind, patterns in ((Personal.NUMBER, _PAPERS), (Personal.PLATE, _PLATES)):
        for pattern in patterns:
            for found in pattern.finditer(text):
                if not any(start <= found.start() < end for start, end in links):
                    yield Found(*found.span(pattern.groups), kind)
