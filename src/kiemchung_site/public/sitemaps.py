"""The addresses that search engines shall know: pages in each language, and fact-checks."""

from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from kiemchung_site.factchecks.entries import path_of
from kiemchung_site.factchecks.models import Version
from kiemchung_site.factchecks.models.version import VersionQuerySet
from kiemchung_site.pages.names import PAGES

Place = tuple[str, tuple[str, ...]]
"""A page's name and what else its address is made of."""

_PLACES: tuple[Place, ...] = (
    *(
        (name, ())
        for name in ("ask", "fact_checks", "corrections", "declined", "figures", "question")
    ),
    *(("desk_page", (name,)) for name in PAGES),
)

if TYPE_CHECKING:
    _PlaceSitemap = Sitemap[Place]
    _VersionSitemap = Sitemap[Version]
else:
    _PlaceSitemap = _VersionSitemap = Sitemap  # takes its types only where they are checked


class _UnderOrigin:
    """Gives the public address, by whatever name the site was asked."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.CONFIGURATION.origin).scheme

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.CONFIGURATION.origin).netloc


class PagesInEachLanguage(_UnderOrigin, _PlaceSitemap):
    i18n = True
    alternates = True

    def items(self) -> tuple[Place, ...]:
        return _PLACES

    def location(self, item: Place) -> str:
        name, parts = item
        return reverse(f"public:{name}", args=parts)


class FactChecks(_UnderOrigin, _VersionSitemap):
    """Every fact-check of the desk in its own language, retracted ones too; newest first."""

    def items(self) -> VersionQuerySet:
        found = Version.objects.newest().select_related("fact_check")
        return found.order_by("-published_at", "-pk")

    def location(self, item: Version) -> str:
        return path_of(item)

    def lastmod(self, item: Version) -> datetime:
        return item.published_at


SITEMAPS: dict[str, "type[Sitemap[Any]] | Sitemap[Any]"] = {
    "pages": PagesInEachLanguage,
    "fact-checks": FactChecks,
}
