"""What stands on a page, and how it came to be."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from kiemchung_site.factchecks.differences import Part, compare
from kiemchung_site.factchecks.models.permanent import PermanentQuerySet
from kiemchung_site.pages.models import PageVersion
from kiemchung_site.pages.names import KEPT

_TEXTS = Path(__file__).parent / "texts"


@dataclass(frozen=True, slots=True)
class Page:
    """A page in one language."""

    packaged: str
    """The text that comes with the program, if it is shown."""
    text: str
    """What the desk wrote."""
    number: int
    """0 as long as the desk has written nothing."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A version of a page, with what it changed."""

    version: PageVersion
    parts: tuple[Part, ...]


def packaged_text(name: str, language: str) -> str:
    """Return the text that comes with the program, in Markdown."""
    return _template(name, language).replace("{desk}", settings.CONFIGURATION.desk_name)


def page(name: str, language: str) -> Page:
    """Return what readers see of the page ``name``."""
    newest = versions_of(name, language).first()
    packaged = packaged_text(name, language) if newest is None or name in KEPT else ""
    if newest is None:
        return Page(packaged, "", 0)
    return Page(packaged, newest.text, newest.number)


def starting_text(name: str, language: str) -> str:
    """Return the text from which the desk writes on."""
    found = page(name, language)
    return found.text if found.number or name in KEPT else found.packaged


def versions_of(name: str, language: str) -> PermanentQuerySet[PageVersion]:
    """Return the versions of a page, newest first."""
    return PageVersion.objects.filter(name=name, language=language).order_by("-number")


def history_of(name: str, language: str) -> list[Chapter]:
    """Return every version of the page, newest first, each with what it changed."""
    before = "" if name in KEPT else packaged_text(name, language)
    chapters = []
    for version in versions_of(name, language).reverse().select_related("author"):
        chapters.append(Chapter(version, tuple(compare(before, version.text))))
        before = version.text
    return chapters[::-1]


@cache
def _template(name: str, language: str) -> str:
    return (_TEXTS / language / f"{name}.md").read_text(encoding="utf-8")
