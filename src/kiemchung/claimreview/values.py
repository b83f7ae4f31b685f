"""Values of dirty structured data: text, numbers, dates and objects where anything may stand."""

import functools
import html
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, timedelta

import dateparser

Node = Mapping[str, object]
"""A JSON object."""

_TAG = re.compile(r"<[^<>]{1,500}>")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)", re.IGNORECASE)
_VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm|,)?\s+(\d{4})", re.IGNORECASE)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?")
_FIRST_DAY = date(1990, 1, 1)
_LARGEST_NUMBER = 10**6
"""No scale of ratings reaches further."""
_LONGEST_TEXT = 100_000
"""Characters; what is longer is no claim, title or explanation."""
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_MILLISECONDS = 10**11
"""Unix times above this count milliseconds."""


def nodes(value: object) -> Iterator[Node]:
    """Yield the objects in ``value``, which may be one, a list of some, or something else."""
    if isinstance(value, Mapping):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item)


def first_node(value: object) -> Node:
    """Return the first object in ``value``, or an empty one."""
    return next(nodes(value), {})


def text_of(value: object) -> str:
    """Return the text in ``value``: of the first item of a list, the name of an object.

    Tags and character references are resolved, white space is collapsed, halves of characters
    are dropped.
    """
    if isinstance(value, str):
        whole = _SURROGATES.sub("", value[:_LONGEST_TEXT])
        plain = html.unescape(_TAG.sub(" ", html.unescape(whole)))
        return " ".join(plain.split())
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return next(filter(None, map(text_of, value)), "")
    if isinstance(value, Mapping):
        names = ("@value", "name", "text", "@id")
        return next(filter(None, (text_of(value.get(name)) for name in names)), "")
    return text_of(str(value))


def links_of(value: object) -> Iterator[str]:
    """Yield the addresses in ``value``: texts, or the ``url`` or ``@id`` of objects."""
    if isinstance(value, list):
        for item in value:
            yield from links_of(item)
    elif isinstance(value, Mapping):
        yield from links_of(value.get("url") or value.get("@id"))
    elif isinstance(value, str) and value.strip().lower().startswith(("http://", "https://")):
        yield value.strip()


def number_of(value: object) -> float | None:
    """Return the number in ``value``, or None; "2,5" and "1 / 5" give 2.5 and 1."""
    if isinstance(value, list):
        return next((n for n in map(number_of, value) if n is not None), None)
    if isinstance(value, bool) or value is None or isinstance(value, Mapping):
        return None
    found = _NUMBER.search(str(value))
    number = float(found.group().replace(",", ".")) if found else None
    return number if number is not None and abs(number) <= _LARGEST_NUMBER else None


def date_of(value: object) -> date | None:
    """Return the day in ``value``, or None.

    Reads ISO 8601, day first with slashes, dots or hyphens, Vietnamese and English words,
    RFC 2822 and Unix time. A day before 1990 or after tomorrow is no date of a fact-check.
    """
    if isinstance(value, list):
        return next((day for day in map(date_of, value) if day), None)
    if isinstance(value, Mapping):
        return date_of(value.get("@value"))
    if isinstance(value, bool) or value is None:
        return None
    day = _parse_day(str(value).strip())
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return day if day and _FIRST_DAY <= day <= tomorrow else None


@functools.lru_cache(maxsize=4096)
def _parse_day(text: str) -> date | None:
    for pattern, order in (
        (_ISO_DATE, (1, 2, 3)),
        (_YEAR_FIRST, (1, 2, 3)),
        (_DAY_FIRST, (3, 2, 1)),
        (_VIETNAMESE, (3, 2, 1)),
    ):
        if found := pattern.search(text):
            year, month, day = (int(found.group(group)) for group in order)
            return _day(year, month, day)
    if re.fullmatch(r"\d{9,13}(?:\.\d+)?", text):
        return _unix_day(float(text))
    return _worded_day(text) if 6 <= len(text) <= 60 else None


def _day(year: int, month: int, day: int) -> date | None:
    if month > 12 >= day:  # month first, as in the United States
        month, day = day, month
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _unix_day(seconds: float) -> date | None:
    if seconds > _MILLISECONDS:
        seconds /= 1000
    return datetime.fromtimestamp(seconds, UTC).date()


def _worded_day(text: str) -> date | None:
    settings = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]}
    try:
        found = dateparser.parse(text, settings=settings)
    except (ValueError, OverflowError):
        return None
    return found.date() if found else None
