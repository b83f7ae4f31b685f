from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.views.decorators.http import require_safe

from kiemchung_site.desk.access import EVERYBODY, open_to


@require_safe
@open_to(EVERYBODY)
def token(request: HttpRequest) -> JsonResponse:
    """Give a token against forgery to pages that are older than the session."""
    return JsonResponse({"token": get_token(request)})
