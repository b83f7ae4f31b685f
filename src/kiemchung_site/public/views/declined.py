from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kiemchung_site.claims.models import Declining
from kiemchung_site.config.keys import key_in

_PER_PAGE = 20


@require_safe
def declined(request: HttpRequest) -> HttpResponse:
    """List what the desk did not rate, and why; ``?claim=`` opens the page where one stands."""
    number = request.GET.get("page")
    if "claim" in request.GET:
        number = str(_page_of(key_in(request.GET["claim"])))
    page = Paginator(Declining.objects.all(), _PER_PAGE).get_page(number)
    return render(request, "public/declined.html", {"page": page})


def _page_of(key: int) -> int:
    found = Declining.objects.filter(claim=key).first()
    if found is None:
        return 1
    newer = Q(declined_at__gt=found.declined_at) | Q(declined_at=found.declined_at, pk__gt=found.pk)
    return 1 + Declining.objects.filter(newer).count() // _PER_PAGE
