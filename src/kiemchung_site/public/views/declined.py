from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kiemchung_site.claims.models import Claim

_PER_PAGE = 20


@require_safe
def declined(request: HttpRequest) -> HttpResponse:
    """List what the desk does not rate, and why."""
    page = Paginator(Claim.objects.declined(), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "public/declined.html", {"page": page})
