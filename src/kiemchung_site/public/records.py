"""The list of everything that can be found: searching it, showing an entry."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from kiemchung.claims import FactCheck
from kiemchung.text.folding import fold
from kiemchung.text.normal import normal_form
from kiemchung_site.factchecks.models.record import RecordQuerySet

_LONGEST = 100

TOPICS = {
    "health": _("Health"),
    "food": _("Food"),
    "everyday": _("Everyday life"),
    "disasters": _("Disasters"),
    "scams": _("Scams"),
    "science": _("Science"),
    "technology": _("Technology"),
}
"""Names of the usual topics; others are shown as they are written."""


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader looks for in the list."""

    words: str
    topic: str
    language: str
    page: str

    @property
    def query(self) -> str:
        """The search as part of an address, without the page."""
        parts = {"words": self.words, "topic": self.topic, "language": self.language}
        return urlencode({name: value for name, value in parts.items() if value})

    def records(self, among: RecordQuerySet) -> RecordQuerySet:
        """Return the records among which this search ends."""
        found = among.filter(topic=self.topic) if self.topic else among
        found = found.filter(language=self.language) if self.language else found
        return found.with_words(fold(normal_form(self.words)))


def read_search(query: QueryDict) -> Search:
    """Read a search from an address; what cannot be used is left out."""

    def text(name: str) -> str:
        return query.get(name, "")[:_LONGEST].replace("\x00", "").strip()

    return Search(text("words"), text("topic"), text("language"), text("page"))


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """An entry of the list."""

    check: FactCheck
    topic: str


def show_record(check: FactCheck) -> ShownRecord:
    """Return ``check`` with its topic in the reader's language."""
    return ShownRecord(check, topic_name(check.topic))


def topic_name(topic: str) -> str:
    """Return the name of ``topic`` in the reader's language."""
    return str(TOPICS.get(topic, topic))
