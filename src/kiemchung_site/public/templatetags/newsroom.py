"""How verdicts, topics, dates and languages look."""

from datetime import date, datetime, time, timedelta
from unicodedata import normalize
from urllib.parse import urlencode

from django import template
from django.utils import timezone
from django.utils.translation import get_language, get_language_info, gettext

from kiemchung.claims import Verdict
from kiemchung_site.config.numbers import grouped, rounded
from kiemchung_site.factchecks.models import Version
from kiemchung_site.figures.periods import Period, Quarter
from kiemchung_site.public.durations import duration
from kiemchung_site.public.pages import FIELDS
from kiemchung_site.public.records import topic_name

_LONGEST_BEGINNING = 240

register = template.Library()
register.filter("topic_name", topic_name)
register.filter("duration", duration)
register.filter("grouped", grouped)
register.filter("rounded", rounded)


@register.inclusion_tag("public/parts/verdict.html")
def verdict(value: Verdict, language: str) -> dict[str, object]:
    """Show a verdict as a word, a colour and a shape."""
    return {"verdict": value, "step": value.step or 0, "language": language}


@register.filter
def field_name(name: str) -> str:
    """Return what readers call a part of a fact-check."""
    return str(FIELDS[name])


@register.filter
def authors(version: Version) -> str:
    """Return the names of all who wrote a version, the one who stands by it first."""
    return ", ".join([version.author.name, *(c.member.name for c in version.co_authors.all())])


@register.filter
def day(value: date | datetime | None) -> str:
    """Return a day as it is written in the reader's language."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    if get_language() == "vi":
        return f"{local.day}/{local.month}/{local.year}"
    return f"{local.day} {local:%B %Y}"


@register.filter
def moment(value: datetime) -> str:
    """Return a day with the time of day."""
    return f"{day(value)}, {timezone.localtime(value):%H:%M}"


@register.filter
def last_moment(end: datetime) -> str:
    """Return the last moment before ``end``; of whole days, the last one."""
    local = timezone.localtime(end)
    is_midnight = local.time() == time.min
    return day(local - timedelta(days=1)) if is_midnight else moment(local)


@register.filter
def as_query(period: Period) -> str:
    """Return a period as a part of an address."""
    return urlencode({"from": period.first, "to": period.last})


@register.filter
def quarter_name(quarter: Quarter) -> str:
    """Return what readers call a quarter."""
    parts = {"number": quarter.number, "year": quarter.year}
    return gettext("quarter %(number)s of %(year)s") % parts


@register.filter
def beginning(text: str) -> str:
    """Return the first words of ``text``, with a sign that it goes on."""
    if len(text) <= _LONGEST_BEGINNING:
        return text
    cut = text[:_LONGEST_BEGINNING]
    # Scripts without spaces between words have no better place to be cut at.
    words, _, part = cut.rpartition(" ")
    kept = words if len(part) < len(words) else cut
    return f"{kept.rstrip(' ,;:.–—-')}…"


@register.filter
def language_name(code: str) -> str:
    """Return the name of a language in that language, or its code."""
    try:
        # Django writes the name of Vietnamese with its marks apart.
        return normalize("NFC", get_language_info(code)["name_local"])
    except KeyError:
        return code
