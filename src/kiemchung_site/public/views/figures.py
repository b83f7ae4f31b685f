from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from kiemchung_site.errors import NoSuchQuarter
from kiemchung_site.figures.periods import Quarter, quarter_of, quarters, read_quarter
from kiemchung_site.figures.queries import figures_of, first_day
from kiemchung_site.figures.report import Figures
from kiemchung_site.figures.small_numbers import SMALL, for_readers
from kiemchung_site.public.figure_pages import show_figures
from kiemchung_site.public.figures_csv import csv_of
from kiemchung_site.public.keeping import kept


@require_safe
@kept
def figures(request: HttpRequest, name: str = "") -> HttpResponse:
    """Show the figures of a quarter that is over, the last one if none is named."""
    over = _quarters_over()
    chosen = _among(over, name) if name else next(iter(over), None)
    shown = {
        "quarters": over,
        "chosen": chosen,
        "page": show_figures(_public_figures(chosen), ends=False) if chosen else None,
        "small": SMALL,
        "next": quarter_of(timezone.localdate()).following.period.first,
    }
    return render(request, "public/figures.html", shown)


@require_safe
@kept
def figures_csv(request: HttpRequest, name: str) -> HttpResponse:
    """Give the same numbers as a file."""
    return csv_of(_public_figures(_among(_quarters_over(), name)))


def _public_figures(quarter: Quarter) -> Figures:
    return for_readers(figures_of(quarter.period, timezone.now()))


def _quarters_over() -> list[Quarter]:
    """Return the quarters of which there are figures, the last one first."""
    since = first_day()
    return list(quarters(since, timezone.localdate()))[::-1] if since else []


def _among(over: list[Quarter], name: str) -> Quarter:
    quarter = read_quarter(name)
    if quarter not in over:
        raise NoSuchQuarter
    return quarter
