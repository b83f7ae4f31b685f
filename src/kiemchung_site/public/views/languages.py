from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse, translate_url
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Lead to the first page in the reader's language."""
    response = HttpResponseRedirect(reverse("public:ask"))
    response["Vary"] = "Cookie"
    return response


@csrf_exempt
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Remember the chosen language, and nothing else, and show the same page in it."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        chosen = settings.LANGUAGE_CODE
    with translation.override(chosen):
        response = HttpResponseRedirect(_same_page(request, chosen))
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response


def _same_page(request: HttpRequest, language: str) -> str:
    """Return the address in ``language`` of the page on which the reader was."""
    page = request.POST.get("page", "")
    if not url_has_allowed_host_and_scheme(page, allowed_hosts=None) or not page.startswith("/"):
        return reverse("public:ask")
    before = page.split("/")[1]
    if before not in dict(settings.LANGUAGES):
        return reverse("public:ask")
    with translation.override(before):
        return translate_url(page, language)
