from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kiemchung_site.claims.actions import drop_filter, save_filter
from kiemchung_site.claims.models import SavedFilter
from kiemchung_site.claims.queries import topics_of_claims
from kiemchung_site.desk.access import EVERYBODY, member_of, open_to
from kiemchung_site.desk.claim_forms import FilterForm, FilterName
from kiemchung_site.desk.claim_pages import show_claim
from kiemchung_site.desk.keeping import keeps

_PER_PAGE = 50


@require_safe
@open_to(EVERYBODY)
def queue(request: HttpRequest) -> HttpResponse:
    """List the claims of the chosen view, the most urgent first."""
    member, now = member_of(request), timezone.now()
    form = FilterForm(request.GET, topics_of_claims())
    claims = form.chosen().claims(member, timezone.localdate(now))
    page = Paginator(claims, _PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    shown = {
        "form": form,
        "page": page,
        "claims": [show_claim(claim, now) for claim in page],
        "query": query.urlencode(),
        "filters": SavedFilter.objects.filter(member=member),
        "keep": FilterName(initial={"query": query.urlencode()}),
    }
    return render(request, "desk/queue.html", shown)


@keeps(lambda request: FilterName(request.POST))
@require_POST
@open_to(EVERYBODY)
def keep_filter(request: HttpRequest) -> HttpResponse:
    """Keep the view that is shown under a name."""
    form = FilterName(request.POST)
    if not form.is_valid():
        return redirect("desk:queue")
    query = form.cleaned_data["query"]
    save_filter(form.cleaned_data["name"], query, by=member_of(request))
    return HttpResponseRedirect(f"{reverse('desk:queue')}?{query}")


@require_POST
@open_to(EVERYBODY)
def forget_filter(request: HttpRequest, key: int) -> HttpResponse:
    """Delete one of the member's own views."""
    drop_filter(key, by=member_of(request))
    return redirect("desk:queue")
