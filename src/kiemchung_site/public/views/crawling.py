"""What search engines ask for before they read pages."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as show_sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from kiemchung_site.public.keeping import kept
from kiemchung_site.public.sitemaps import SITEMAPS


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Leave everything open but the desk's own rooms."""
    origin = settings.CONFIGURATION.origin
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in _desk_paths()),
        f"Sitemap: {origin}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), "text/plain; charset=utf-8")


@require_safe
@kept
def sitemap(request: HttpRequest) -> HttpResponse:
    """List every address; of more than 50,000 fact-checks the newest, the others by ``?p=2``."""
    return show_sitemap(request, SITEMAPS).render()


def _desk_paths() -> list[str]:
    paths = []
    for language, _ in settings.LANGUAGES:
        with override(language):
            paths.append(reverse("desk:start"))
    return paths
