"""What machines ask about the site: is it alive, is it ready, how is it doing?"""

import secrets
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from kiemchung_site.config.metrics import exposition
from kiemchung_site.running.readiness import missing

_PLAIN = "text/plain; charset=utf-8"


@never_cache
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """Say that this process answers."""
    return HttpResponse("alive\n", _PLAIN)


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Say whether database and index can be used, and name what cannot."""
    if lacking := missing():
        text = f"not ready: {', '.join(lacking)}\n"
        return HttpResponse(text, _PLAIN, HTTPStatus.SERVICE_UNAVAILABLE)
    return HttpResponse("ready\n", _PLAIN)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Show the numbers to whoever has the token; to others there is no such page."""
    token = settings.CONFIGURATION.metrics_token
    sent = request.headers.get("Authorization", "")
    if not token or not secrets.compare_digest(sent.encode(), f"Bearer {token}".encode()):
        raise Http404
    return HttpResponse(exposition(), CONTENT_TYPE_LATEST)
