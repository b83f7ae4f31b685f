from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kiemchung_site.pages.names import PAGES
from kiemchung_site.pages.queries import history_of, page
from kiemchung_site.public.markdown import render_page, words_of


@require_safe
def desk_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show one of the pages on which the desk says who it is and how it works."""
    if name not in PAGES:
        raise Http404
    found = page(name, get_language() or "")
    packaged, text = render_page(found.packaged), render_page(found.text)
    shown = {
        "title": PAGES[name],
        "name": name,
        "number": found.number,
        "packaged": packaged,
        "text": text,
        "description": words_of(packaged or text),
    }
    return render(request, "public/desk_page.html", shown)


@require_safe
def desk_page_history(request: HttpRequest, name: str) -> HttpResponse:
    """Show who changed the page, when, why, and what."""
    if name not in PAGES:
        raise Http404
    shown = {
        "title": PAGES[name],
        "name": name,
        "history": history_of(name, get_language() or ""),
    }
    return render(request, "public/desk_page_history.html", shown)
