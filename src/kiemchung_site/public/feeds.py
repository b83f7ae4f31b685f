"""RSS and Atom: new fact-checks, and corrections."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from kiemchung_site.factchecks.entries import address_of, verdict_of
from kiemchung_site.factchecks.models import Version
from kiemchung_site.factchecks.queries import newest_versions

_LENGTH = 50

if TYPE_CHECKING:
    _Feed = Feed[Version, None]
else:
    _Feed = Feed  # takes its types only where they are checked


class _VersionFeed(_Feed):
    """One entry for each version."""

    def item_title(self, item: Version) -> str:
        return f"{verdict_of(item).name}: {item.claim}"

    def item_description(self, item: Version) -> str:
        return item.summary

    def item_link(self, item: Version) -> str:
        return address_of(item)

    def item_guid(self, item: Version) -> str:
        return f"urn:uuid:{item.pk}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Version) -> datetime:
        return item.published_at

    def item_categories(self, item: Version) -> Iterable[str]:
        return [item.topic]


class FactChecksRss(_VersionFeed):
    def title(self) -> str:
        return _("Fact-checks")

    def description(self) -> str:
        return _("The newest fact-checks")

    subtitle = description

    def link(self) -> str:
        return reverse("public:fact_checks")

    def items(self) -> list[Version]:
        return newest_versions()


class FactChecksAtom(FactChecksRss):
    feed_type = Atom1Feed


class CorrectionsRss(_VersionFeed):
    def title(self) -> str:
        return _("Corrections")

    def description(self) -> str:
        return _("Everything that was changed after publication, but for typing errors")

    subtitle = description

    def link(self) -> str:
        return reverse("public:corrections")

    def items(self) -> list[Version]:
        return list(Version.objects.corrections().select_related("fact_check")[:_LENGTH])

    def item_title(self, item: Version) -> str:
        return f"{item.get_kind_display()}: {item.claim}"

    def item_description(self, item: Version) -> str:
        return item.reason


class CorrectionsAtom(CorrectionsRss):
    feed_type = Atom1Feed
