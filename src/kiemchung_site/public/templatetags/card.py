"""What a page says about itself in its head: to search engines, and where its link is passed on."""

from dataclasses import dataclass

from django import template
from django.conf import settings
from django.template import RequestContext
from django.urls import translate_url

from kiemchung_site.public.templatetags.newsroom import beginning

register = template.Library()


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """The same page in one of the site's languages."""

    code: str
    address: str


@register.inclusion_tag("public/parts/card.html", takes_context=True)
def card(
    context: RequestContext,
    title: str,
    description: str,
    *,
    address: str = "",
    kind: str = "website",
) -> dict[str, object]:
    """Show title, description and addresses of a page.

    A page at an ``address`` of its own is read in one language, whatever stands around it.
    """
    path = str(context["here_address"])
    has_query = "?" in path
    return {
        "title": title,
        "description": beginning(" ".join(description.split())),
        "kind": kind,
        "desk_name": context["desk_name"],
        "address": address or ("" if has_query else f"{settings.CONFIGURATION.origin}{path}"),
        "languages": [] if address or has_query else _languages(path),
    }


def _languages(path: str) -> list[OtherLanguage]:
    origin = settings.CONFIGURATION.origin
    return [
        OtherLanguage(code, f"{origin}{translate_url(path, code)}")
        for code, _ in settings.LANGUAGES
    ]
