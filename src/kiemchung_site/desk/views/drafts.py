from http import HTTPStatus

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kiemchung_site.claims.models import Claim
from kiemchung_site.config.error_pages import problem_of
from kiemchung_site.config.keys import key_in
from kiemchung_site.desk.access import member_of, open_to
from kiemchung_site.desk.draft_forms import DraftForms, forms_of, sent_forms, shown_forms
from kiemchung_site.desk.draft_pages import conflict_between, show_draft, show_text
from kiemchung_site.desk.keeping import keeps
from kiemchung_site.drafts.actions import (
    ask_for_review,
    drop_draft,
    publish_draft,
    save_draft,
    start_draft,
)
from kiemchung_site.drafts.models import Draft, Revision
from kiemchung_site.drafts.queries import approved, drafts_of
from kiemchung_site.errors import EditedMeanwhile, IncompleteDraft, NothingChanged
from kiemchung_site.members.models import WRITERS
from kiemchung_site.public.markdown import render_markdown


@require_safe
@open_to(WRITERS)
def drafts(request: HttpRequest) -> HttpResponse:
    """List what the member is writing, and what can be published."""
    shown = {"drafts": drafts_of(member_of(request)), "approved": approved()}
    return render(request, "desk/drafts.html", shown)


@require_POST
@open_to(WRITERS)
def draft_new(request: HttpRequest) -> HttpResponse:
    """Start a draft, about ``?claim=`` when the address names one."""
    claim = None
    if "claim" in request.GET:
        claim = get_object_or_404(Claim, pk=key_in(request.GET["claim"]))
    draft = start_draft(claim, language=get_language() or "", by=member_of(request))
    return redirect("desk:draft", draft.pk)


def _written(request: HttpRequest) -> DraftForms:
    return sent_forms(request.POST, is_correction="reason" in request.POST)


@keeps(_written, "desk/draft_kept.html")
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(WRITERS)
def draft(request: HttpRequest, key: int) -> HttpResponse:
    """Show a draft to be written on, or keep what was written."""
    found = get_object_or_404(_drafts(), pk=key)
    if request.method == "POST":
        return _receive(request, found, _sent(request, found))
    if not found.is_open:
        shown = {"page": show_draft(found, member_of(request))}
        return render(request, "desk/draft_closed.html", shown)
    return _show(request, found, forms_of(found.newest))


@require_POST
@open_to(WRITERS)
def draft_autosave(request: HttpRequest, key: int) -> HttpResponse:
    """Keep what was written so far and say under which number."""
    found = get_object_or_404(_drafts(), pk=key)
    forms = _sent(request, found)
    if not forms.is_valid():
        return JsonResponse({}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return JsonResponse({"revision": _save(request, found, forms).number})


@require_POST
@open_to(WRITERS)
def draft_preview(request: HttpRequest, key: int) -> HttpResponse:
    """Return the reasoning that was sent as readers will see it."""
    return HttpResponse(render_markdown(request.POST.get("reasoning", "")))


@require_POST
@open_to(WRITERS)
def draft_publish(request: HttpRequest, key: int) -> HttpResponse:
    """Publish what was approved."""
    found = get_object_or_404(_drafts(), pk=key)
    chosen = [key_in(number) for number in request.POST.getlist("show")]
    version = publish_draft(found, by=member_of(request), shown=chosen)
    return redirect("desk:correct", version.fact_check.slug)


@require_POST
@open_to(WRITERS)
def draft_drop(request: HttpRequest, key: int) -> HttpResponse:
    """Put a draft away."""
    drop_draft(get_object_or_404(_drafts(), pk=key), by=member_of(request))
    return redirect("desk:drafts")


def _drafts() -> QuerySet[Draft]:
    return Draft.objects.select_related("claim", "corrects")


def _sent(request: HttpRequest, draft: Draft) -> DraftForms:
    return sent_forms(request.POST, is_correction=draft.corrects_id is not None)


def _save(request: HttpRequest, draft: Draft, forms: DraftForms) -> Revision:
    member = member_of(request)
    return save_draft(draft, forms.text, base=forms.base, by=member, pen=forms.pen)


def _receive(request: HttpRequest, draft: Draft, forms: DraftForms) -> HttpResponse:
    if not forms.is_valid():
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return _show(request, draft, forms, status=status)
    if forms.deed == "preview":
        return _show(request, draft, forms)
    try:
        revision = _save(request, draft, forms)
    except EditedMeanwhile as error:
        return _show_conflict(request, draft, forms, error)
    if forms.deed == "ask":
        return _ask(request, draft, revision)
    place = "#evidence" if forms.deed.partition("-")[0] in _AT_EVIDENCE else ""
    address = reverse("desk:draft", args=[draft.pk])
    return HttpResponseRedirect(f"{address}?saved={revision.number}{place}")


_AT_EVIDENCE = ("more", "up", "down", "remove")


def _ask(request: HttpRequest, draft: Draft, revision: Revision) -> HttpResponse:
    try:
        ask_for_review(draft, number=revision.number, by=member_of(request))
    except (IncompleteDraft, NothingChanged) as error:
        sent = request.POST.copy()
        sent["revision"] = str(revision.number)
        forms = sent_forms(sent, is_correction=draft.corrects_id is not None)
        forms.is_valid()
        forms.mark_missing(getattr(error, "missing", ()))
        return _show(request, draft, forms, error=error)
    address = reverse("desk:draft", args=[draft.pk])
    return HttpResponseRedirect(f"{address}?saved={revision.number}")


def _show(
    request: HttpRequest,
    draft: Draft,
    forms: DraftForms,
    *,
    error: Exception | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    problem = problem_of(error) if error is not None else None
    shown = {
        "page": show_draft(draft, member_of(request)),
        "forms": forms,
        "problem": problem,
        "preview": show_text(forms.text) if forms.deed == "preview" else None,
        "was_saved": "saved" in request.GET,
    }
    status = problem.status if problem is not None else status
    return render(request, "desk/draft.html", shown, status=status)


def _show_conflict(
    request: HttpRequest, draft: Draft, forms: DraftForms, error: EditedMeanwhile
) -> HttpResponse:
    conflict = conflict_between(draft, forms)
    is_correction = draft.corrects_id is not None
    number = conflict.theirs.number
    shown = {
        "draft": draft,
        "member": member_of(request),
        "conflict": conflict,
        "forms": shown_forms(conflict.merged, number, is_correction=is_correction),
    }
    return render(request, "desk/draft_conflict.html", shown, status=problem_of(error).status)
