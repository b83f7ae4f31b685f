from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kiemchung_site.desk.access import EVERYBODY, member_of, open_to
from kiemchung_site.desk.correction_forms import CorrectionForm
from kiemchung_site.desk.keeping import keeps
from kiemchung_site.drafts.actions import start_correction
from kiemchung_site.drafts.models import Draft
from kiemchung_site.factchecks.models import Kind, Version
from kiemchung_site.factchecks.queries import history_of
from kiemchung_site.members.models import WRITERS
from kiemchung_site.public.pages import show_fact_check

_PER_PAGE = 20


@require_safe
@open_to(EVERYBODY)
def published(request: HttpRequest) -> HttpResponse:
    """List what the desk has published, the version in force of each."""
    found = Version.objects.newest().select_related("fact_check").order_by("-published_at")
    page = Paginator(found, _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "desk/published.html", {"page": page})


@keeps(lambda request: CorrectionForm(request.POST, label_suffix=""))
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(WRITERS)
def correct(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a published fact-check with its history, or start a correction of it."""
    page = show_fact_check(history_of(slug))
    form = CorrectionForm(request.POST if request.method == "POST" else None, label_suffix="")
    if form.is_valid():
        kind, reason = Kind(form.cleaned_data["kind"]), form.cleaned_data["reason"]
        draft = start_correction(page.version, kind=kind, reason=reason, by=member_of(request))
        return redirect("desk:draft", draft.pk)
    open_draft = Draft.objects.open().filter(corrects=page.version).first()
    shown = {"page": page, "form": form, "open_draft": open_draft}
    status = 422 if form.is_bound else 200
    return render(request, "desk/correct.html", shown, status=status)
