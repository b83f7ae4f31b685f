"""What every page of the desk needs to know."""

from django.http import HttpRequest

from kiemchung_site.desk.access import is_desk, may_work
from kiemchung_site.desk.places import open_places
from kiemchung_site.members.models import Member


def who(request: HttpRequest) -> dict[str, object]:
    """Return who is logged in, and where the role leads; public pages do not look."""
    if not is_desk(request) or not isinstance(request.user, Member):
        return {}
    places = open_places(request.user) if may_work(request, request.user) else []
    return {"member": request.user, "places": places}
