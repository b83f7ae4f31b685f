from datetime import timedelta
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kiemchung_site.desk.access import EVERYBODY, open_to
from kiemchung_site.desk.period_forms import PeriodForm
from kiemchung_site.figures.periods import Quarter, quarter_of
from kiemchung_site.figures.queries import figures_of
from kiemchung_site.public.figure_pages import show_figures
from kiemchung_site.public.figures_csv import csv_of

_QUARTERS = 5
"""How many are offered, the running one included."""


@require_safe
@open_to(EVERYBODY)
def figures(request: HttpRequest) -> HttpResponse:
    """Show the figures of the chosen days."""
    return _shown(request, "desk/figures.html")


@require_safe
@open_to(EVERYBODY)
def report(request: HttpRequest) -> HttpResponse:
    """Show the same as a report to be printed."""
    return _shown(request, "desk/figures_report.html")


@require_safe
@open_to(EVERYBODY)
def figures_csv(request: HttpRequest) -> HttpResponse:
    """Give the same numbers as a file."""
    form = PeriodForm(request.GET, timezone.localdate())
    if not form.is_valid():
        return _refused(request, form)
    response = csv_of(figures_of(form.period, timezone.now()))
    name = f"figures-{form.period.first}-{form.period.last}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _shown(request: HttpRequest, template: str) -> HttpResponse:
    form = PeriodForm(request.GET, timezone.localdate())
    if not form.is_valid():
        return _refused(request, form)
    shown = {
        "form": form,
        "period": form.period,
        "quarters": _last_quarters(),
        "page": show_figures(figures_of(form.period, timezone.now())),
    }
    return render(request, template, shown)


def _refused(request: HttpRequest, form: PeriodForm) -> HttpResponse:
    shown = {"form": form, "quarters": _last_quarters()}
    return render(request, "desk/figures.html", shown, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _last_quarters() -> list[Quarter]:
    """Return the running quarter and those before it."""
    found = [quarter_of(timezone.localdate())]
    while len(found) < _QUARTERS:
        found.append(quarter_of(found[-1].period.first - timedelta(days=1)))
    return found
