from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kiemchung_site.public.desk_pages import DESK_PAGES


@require_safe
def desk_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show one of the pages on which the desk says who it is and how it works."""
    if name not in DESK_PAGES:
        raise Http404
    shown = {"title": DESK_PAGES[name], "name": name}
    return render(request, f"public/pages/{get_language()}/{name}.html", shown)
