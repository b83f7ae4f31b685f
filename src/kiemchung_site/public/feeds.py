"""RSS and Atom: new fact-checks, corrections, and what is not rated."""

import re
import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from kiemchung_site.claims.models import Declining
from kiemchung_site.factchecks.entries import address_of, verdict_of
from kiemchung_site.factchecks.models import Version
from kiemchung_site.factchecks.queries import newest_versions

_LENGTH = 50
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

if TYPE_CHECKING:
    _Feed = Feed[Version, None]
    _ClaimFeed = Feed[Declining, None]
else:
    _Feed = _ClaimFeed = Feed  # takes its types only where they are checked


def plain(text: str) -> str:
    """Return ``text`` without what XML cannot carry, such as a page break pasted along."""
    return _NO_XML.sub(" ", text)


class _VersionFeed(_Feed):
    """One entry for each version."""

    def item_title(self, item: Version) -> str:
        return plain(f"{verdict_of(item).name}: {item.claim}")

    def item_description(self, item: Version) -> str:
        return plain(item.summary)

    def item_link(self, item: Version) -> str:
        return address_of(item)

    def item_guid(self, item: Version) -> str:
        return f"urn:uuid:{item.pk}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: Version) -> datetime:
        return item.published_at

    def item_categories(self, item: Version) -> Iterable[str]:
        return [plain(item.topic)]


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
        return plain(f"{item.get_kind_display()}: {item.claim}")

    def item_description(self, item: Version) -> str:
        return plain(item.reason)


class CorrectionsAtom(CorrectionsRss):
    feed_type = Atom1Feed


class DeclinedRss(_ClaimFeed):
    """One entry for each claim that the desk does not rate, another when it is taken up again."""

    def title(self) -> str:
        return _("Not rated, and why")

    def description(self) -> str:
        return _("What the desk was asked about and does not rate, with the reason")

    subtitle = description

    def link(self) -> str:
        return reverse("public:declined")

    def items(self) -> list[Declining]:
        return list(Declining.objects.news()[:_LENGTH])

    def item_title(self, item: Declining) -> str:
        what = _("Taken up again") if item.taken_up_at else item.get_ground_display()
        return plain(f"{what}: {item.text}")

    def item_description(self, item: Declining) -> str:
        return plain(item.reason)

    def item_link(self, item: Declining) -> str:
        page = settings.CONFIGURATION.origin + reverse("public:declined")
        return f"{page}?claim={item.claim_id}#{item.anchor}"

    def item_guid(self, item: Declining) -> str:
        """Return another one when a claim was taken up again, or declined once more."""
        name = f"{settings.CONFIGURATION.origin} declined {item.claim_id} {item.declined_at}"
        if item.taken_up_at:
            name += f" taken up {item.taken_up_at}"
        return uuid.uuid5(uuid.NAMESPACE_URL, name).urn

    item_guid_is_permalink = False

    def item_pubdate(self, item: Declining) -> datetime | None:
        return item.taken_up_at or item.declined_at

    def item_categories(self, item: Declining) -> Iterable[str]:
        return [plain(item.topic)] if item.topic else []


class DeclinedAtom(DeclinedRss):
    feed_type = Atom1Feed
