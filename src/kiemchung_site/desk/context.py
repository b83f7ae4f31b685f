"""What every page of the desk needs to know."""

from django.db import Error
from django.http import HttpRequest

from kiemchung_site.desk.access import is_desk, may_work
from kiemchung_site.desk.places import open_places
from kiemchung_site.members.models import Member


def who(request: HttpRequest) -> dict[str, object]:
    """Return who is logged in, and where the role leads; public pages do not look."""
    # A request that is refused on its way in never comes so far that somebody is logged in.
    if not is_desk(request) or not hasattr(request, "user"):
        return {}
    try:
        return _known(request)
    except Error:  # the page that says that the database is gone must not need it
        return {}


def _known(request: HttpRequest) -> dict[str, object]:
    user = request.user
    if not isinstance(user, Member):
        return {}
    return {"member": user, "places": open_places(user) if may_work(request, user) else []}
