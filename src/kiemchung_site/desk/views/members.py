"""Who works at the desk: for administrators."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kiemchung_site.config.error_pages import problem_of
from kiemchung_site.desk.access import ADMINISTRATORS, confirmed_lately, member_of, open_to
from kiemchung_site.desk.mail import send_link
from kiemchung_site.desk.member_forms import InvitationForm, NameForm, RoleForm
from kiemchung_site.errors import AlreadyMember
from kiemchung_site.members.actions import (
    change_role,
    deactivate_member,
    invite_member,
    offer_new_password,
    reactivate_member,
    rename_member,
    reset_second_factor,
    withdraw_invitation,
)
from kiemchung_site.members.models import Member, OneTimeLink, Role
from kiemchung_site.members.queries import open_invitations
from kiemchung_site.members.second_factor import has_second_factor

Deed = Callable[[HttpRequest, Member], HttpResponse]

_PAGE = "desk/members.html"


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(ADMINISTRATORS)
@confirmed_lately
def members(request: HttpRequest) -> HttpResponse:
    """List members and open invitations; invite."""
    form = InvitationForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, _PAGE, _list(form), status=422 if form.is_bound else 200)
    wanted = form.cleaned_data
    try:
        token = invite_member(
            wanted["email"], wanted["name"], Role(wanted["role"]), by=member_of(request)
        )
    except AlreadyMember as error:
        problem = problem_of(error)
        form.add_error("email", problem.sentence)
        return render(request, _PAGE, _list(form), status=problem.status)
    return _hand_over(request, token, wanted["name"], wanted["email"], joins=True)


@require_http_methods(["POST"])
@open_to(ADMINISTRATORS)
@confirmed_lately
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """End an invitation."""
    withdraw_invitation(get_object_or_404(OneTimeLink, pk=pk, member=None), by=member_of(request))
    return redirect("desk:members")


@require_http_methods(["GET", "HEAD", "POST"])
@open_to(ADMINISTRATORS)
@confirmed_lately
def member(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was decided about a member; decide."""
    found = get_object_or_404(Member, pk=pk)
    if request.method == "POST":
        return _DEEDS.get(request.POST.get("deed", ""), _show)(request, found)
    return _show(request, found)


def _show(request: HttpRequest, found: Member, name_form: NameForm | None = None) -> HttpResponse:
    shown = {
        "found": found,
        "form": RoleForm(initial={"role": found.role}),
        "name_form": name_form or NameForm(initial={"name": found.name}),
        "has_second_factor": has_second_factor(found),
        "events": found.events.select_related("by"),
        "is_own": found.pk == member_of(request).pk,
    }
    status = 422 if name_form else 200
    return render(request, "desk/member.html", shown, status=status)


def _rename(request: HttpRequest, found: Member) -> HttpResponse:
    form = NameForm(request.POST)
    if not form.is_valid():
        return _show(request, found, form)
    rename_member(found, form.cleaned_data["name"], by=member_of(request))
    return redirect("desk:member", found.pk)


def _change_role(request: HttpRequest, found: Member) -> HttpResponse:
    form = RoleForm(request.POST)
    if form.is_valid():
        change_role(found, Role(form.cleaned_data["role"]), by=member_of(request))
    return redirect("desk:member", found.pk)


def _deactivate(request: HttpRequest, found: Member) -> HttpResponse:
    deactivate_member(found, by=member_of(request))
    return redirect("desk:member", found.pk)


def _reactivate(request: HttpRequest, found: Member) -> HttpResponse:
    reactivate_member(found, by=member_of(request))
    return redirect("desk:member", found.pk)


def _reset_second_factor(request: HttpRequest, found: Member) -> HttpResponse:
    reset_second_factor(found, by=member_of(request))
    return redirect("desk:member", found.pk)


def _offer_new_password(request: HttpRequest, found: Member) -> HttpResponse:
    token = offer_new_password(found, by=member_of(request))
    return _hand_over(request, token, found.name, found.email, joins=False)


_DEEDS: dict[str, Deed] = {
    "name": _rename,
    "role": _change_role,
    "deactivate": _deactivate,
    "reactivate": _reactivate,
    "second-factor": _reset_second_factor,
    "password": _offer_new_password,
}
"""What the buttons of a member's page send."""


def _list(form: InvitationForm) -> dict[str, object]:
    return {
        "form": form,
        "members": Member.objects.order_by("-is_active", "name"),
        "invitations": open_invitations(),
    }


def _hand_over(
    request: HttpRequest, token: str, name: str, address: str, *, joins: bool
) -> HttpResponse:
    """Send a link by mail, or show it this once: it is stored nowhere."""
    link = settings.CONFIGURATION.origin + reverse("account_link", args=[token])
    if send_link(address, name, link, joins=joins):
        return render(request, "desk/link_sent.html", {"name": name, "address": address})
    failed = settings.CONFIGURATION.mail_server is not None
    shown = {"link": link, "name": name, "mail_failed": failed}
    return render(request, "desk/member_link.html", shown)
