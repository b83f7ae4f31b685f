"""The pages on which the desk says who it is, changed by reviewers and administrators."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_http_methods, require_safe

from kiemchung_site.config.error_pages import problem_of
from kiemchung_site.desk.access import APPROVERS, member_of, open_to
from kiemchung_site.desk.keeping import keeps
from kiemchung_site.desk.page_forms import PageForm
from kiemchung_site.errors import DeskRefusal, Overtaken
from kiemchung_site.factchecks.differences import Part, compare
from kiemchung_site.pages.actions import edit_page
from kiemchung_site.pages.names import KEPT, PAGES
from kiemchung_site.pages.queries import history_of, packaged_text, page, starting_text
from kiemchung_site.public.markdown import render_page


@require_safe
@open_to(APPROVERS)
def pages(request: HttpRequest) -> HttpResponse:
    """List the pages in both languages."""
    shown = [
        (title, [(code, language, page(name, code)) for code, language in _languages()], name)
        for name, title in PAGES.items()
    ]
    return render(request, "desk/pages.html", {"pages": shown})


@keeps(lambda request: PageForm(request.POST), "desk/page_kept.html")
@require_http_methods(["GET", "HEAD", "POST"])
@open_to(APPROVERS)
def edit(request: HttpRequest, name: str, language: str) -> HttpResponse:
    """Change a page: write, look at it, save."""
    if name not in PAGES or language not in dict(settings.LANGUAGES):
        raise Http404
    if request.method != "POST":
        before = page(name, language).number
        return _show(
            request,
            name,
            language,
            PageForm(initial={"text": starting_text(name, language), "after": before}),
        )
    if "preview" in request.POST:
        return _show(request, name, language, PageForm(initial=request.POST.dict()))
    form = PageForm(request.POST)
    if not form.is_valid():
        return _show(request, name, language, form, status=422)
    try:
        edit_page(name, language, **form.cleaned_data, by=member_of(request))
    except DeskRefusal as error:
        return _refuse(request, name, language, form, error)
    with translation.override(language):
        return redirect("public:desk_page", name)


def _refuse(
    request: HttpRequest, name: str, language: str, form: PageForm, error: DeskRefusal
) -> HttpResponse:
    """Show what is wrong, with everything that was written still in the form.

    If somebody was faster, what separates the two texts; saving again then replaces theirs.
    """
    problem = problem_of(error)
    form.add_error(None, problem.sentence)
    parts: tuple[Part, ...] = ()
    if isinstance(error, Overtaken):
        parts = tuple(compare(starting_text(name, language), form.cleaned_data["text"]))
        form.data = {**form.cleaned_data, "after": page(name, language).number}
    return _show(request, name, language, form, parts=parts, status=problem.status)


def _show(
    request: HttpRequest,
    name: str,
    language: str,
    form: PageForm,
    *,
    parts: tuple[Part, ...] = (),
    status: int = 200,
) -> HttpResponse:
    is_preview = "preview" in request.POST
    shown = {
        "form": form,
        "name": name,
        "title": PAGES[name],
        "text_language": language,
        "language_name": dict(settings.LANGUAGES)[language],
        "kept": render_page(packaged_text(name, language)) if name in KEPT else "",
        "preview": render_page(form["text"].value() or "") if is_preview else "",
        "parts": parts,
        "history": history_of(name, language),
    }
    return render(request, "desk/page.html", shown, status=status)


def _languages() -> list[tuple[str, str]]:
    return [(code, str(language)) for code, language in settings.LANGUAGES]
