from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kiemchung_site.desk.access import EVERYBODY, member_of, open_to
from kiemchung_site.desk.waiting import waiting_for
from kiemchung_site.members.models import Role

_MAY = {
    Role.CONTRIBUTOR: _(
        "You are a contributor: you sort questions, collect sources and leave notes for those who "
        "check."
    ),
    Role.CHECKER: _(
        "You are a checker: you write fact-checks. Another member reviews what you wrote before it "
        "is published."
    ),
    Role.REVIEWER: _(
        "You are a reviewer: you write fact-checks, and approve and publish those that others "
        "wrote. Never your own."
    ),
    Role.ADMINISTRATOR: _(
        "You are an administrator: you let members in and help them, and may do what a reviewer "
        "does. Nobody approves their own work, administrators included."
    ),
}


@require_safe
@open_to(EVERYBODY)
def start(request: HttpRequest) -> HttpResponse:
    """Show what waits, and where work can be taken up."""
    member = member_of(request)
    shown = {"what_you_may": _MAY[Role(member.role)], "waiting": waiting_for(member)}
    return render(request, "desk/start.html", shown)
