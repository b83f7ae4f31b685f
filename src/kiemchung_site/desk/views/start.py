from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kiemchung_site.desk.access import EVERYBODY, open_to


@require_safe
@open_to(EVERYBODY)
def start(request: HttpRequest) -> HttpResponse:
    """Show where work can be taken up."""
    return render(request, "desk/start.html")
