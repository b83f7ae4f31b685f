from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from kiemchung_site.config.error_pages import problem_of
from kiemchung_site.desk.access import member_of, open_to
from kiemchung_site.desk.draft_pages import show_draft
from kiemchung_site.desk.keeping import keeps
from kiemchung_site.desk.review_forms import ReviewForm
from kiemchung_site.drafts.actions import review_draft
from kiemchung_site.drafts.models import Draft
from kiemchung_site.drafts.queries import approved, reviewable_by
from kiemchung_site.errors import DeskRefusal, IncompleteDraft
from kiemchung_site.members.models import WRITERS


@require_safe
@open_to(WRITERS)
def reviews(request: HttpRequest) -> HttpResponse:
    """List what waits for a review that the member may give."""
    shown = {"waiting": reviewable_by(member_of(request)), "approved": approved()}
    return render(request, "desk/reviews.html", shown)


@keeps(lambda request: ReviewForm(request.POST))
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(WRITERS)
def review(request: HttpRequest, key: int) -> HttpResponse:
    """Show the text to be reviewed, or take the review."""
    draft = get_object_or_404(Draft.objects.select_related("claim", "corrects"), pk=key)
    if request.method != "POST":
        return _show(request, draft, ReviewForm(initial={"revision": draft.newest.number}))
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _show(request, draft, form)
    number, member = form.cleaned_data["revision"], member_of(request)
    try:
        review_draft(draft, form.judgement, number=number, by=member)
    except DeskRefusal as error:
        if isinstance(error, IncompleteDraft):
            form.mark_missing(error.missing)
        return _show(request, draft, form, error)
    return redirect("desk:review", draft.pk)


def _show(
    request: HttpRequest, draft: Draft, form: ReviewForm, error: DeskRefusal | None = None
) -> HttpResponse:
    problem = problem_of(error) if error is not None else None
    shown = {"page": show_draft(draft, member_of(request)), "form": form, "problem": problem}
    status = problem.status if problem is not None else 422 if form.errors else 200
    return render(request, "desk/review.html", shown, status=status)
