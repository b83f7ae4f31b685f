from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from kiemchung_site.factchecks.differences import differences
from kiemchung_site.factchecks.models import Record, Version
from kiemchung_site.factchecks.queries import (
    OwnLanguageFirst,
    history_of,
    languages,
    previous_versions,
    topics,
)
from kiemchung_site.public.keeping import kept
from kiemchung_site.public.pages import show_fact_check
from kiemchung_site.public.records import read_search, show_record

_PER_PAGE = 20


@require_safe
@kept
def fact_checks(request: HttpRequest) -> HttpResponse:
    """List everything that asking can find: the reader's language first, newest first."""
    search = read_search(request.GET)
    found = OwnLanguageFirst(search.records(Record.objects.all()), str(get_language()))
    page = Paginator(found, _PER_PAGE).get_page(search.page)
    shown = {
        "search": search,
        "page": page,
        "records": [show_record(record.entry) for record in page],
        "topics": topics(),
        "languages": languages(),
    }
    return render(request, "public/fact_checks.html", shown)


@require_safe
@kept
def fact_check(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a fact-check of the desk with its whole history."""
    return render(request, "public/fact_check.html", {"page": show_fact_check(history_of(slug))})


@require_safe
@kept
def corrections(request: HttpRequest) -> HttpResponse:
    """List every change that was more than a typing error."""
    found = Version.objects.corrections().select_related("fact_check", "author", "reviewer")
    page = Paginator(found.prefetch_related("evidence", "answers"), _PER_PAGE).get_page(
        request.GET.get("page")
    )
    before = previous_versions(page.object_list)
    shown = {
        "page": page,
        "corrections": [(after, differences(before[after.pk], after)) for after in page],
    }
    return render(request, "public/corrections.html", shown)
