from collections.abc import Callable, Iterable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.forms import CharField, Field, Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from kiemchung_site.claims.actions import attend
from kiemchung_site.claims.models import Claim
from kiemchung_site.desk.access import EVERYBODY, member_of, open_to
from kiemchung_site.desk.claim_pages import claim_page
from kiemchung_site.desk.keeping import View, keeps
from kiemchung_site.members.models import Member, Role

Deed = Callable[[Claim, dict[str, Any], Member], Claim | None]
"""Does something with a claim; returns the claim to show next, or nothing for the same."""


@require_safe
@open_to(EVERYBODY)
def claim(request: HttpRequest, key: int) -> HttpResponse:
    """Show one claim with its questions, its history and what can be done."""
    return _page(request, _claim(key), {})


@require_POST
@open_to(EVERYBODY)
def presence(request: HttpRequest, key: int) -> HttpResponse:
    """Say that the page is still open, and tell who else has it."""
    others = attend(_claim(key), by=member_of(request))
    return JsonResponse({"sentence": who_is_here(others)})


def deed(name: str, form_class: type[Form], roles: frozenset[Role]) -> Callable[[Deed], Any]:
    """Make a page of the desk out of what is done with a claim and a valid form."""

    def made(do: Deed) -> Callable[..., HttpResponse]:
        @_keeps_words(form_class, name)
        @require_POST
        @open_to(roles)
        @wraps(do)
        def view(request: HttpRequest, key: int) -> HttpResponse:
            found = _claim(key)
            form = form_class(request.POST, prefix=name)
            if not form.is_valid():
                return _page(request, found, {name: form})
            shown = do(found, form.cleaned_data, member_of(request)) or found
            return redirect("desk:claim", key=shown.pk)

        return view

    return made


def _keeps_words(form_class: type[Form], name: str) -> Callable[[View], View]:
    """Let a form in which somebody writes come back; others take no more than a choice."""
    fields: Iterable[Field] = form_class.base_fields.values()
    if not any(isinstance(field, CharField) and not field.widget.is_hidden for field in fields):
        return lambda view: view
    return keeps(lambda request: form_class(request.POST, prefix=name))


def who_is_here(others: list[str]) -> str:
    """Return a sentence about the members who have the same claim open."""
    if not others:
        return ""
    return gettext("Also here: %(names)s.") % {"names": ", ".join(others)}


def _claim(key: int) -> Claim:
    found = Claim.objects.select_related("assigned_to", "merged_into", "fact_check")
    return get_object_or_404(found, pk=key)


def _page(request: HttpRequest, found: Claim, sent: dict[str, Form]) -> HttpResponse:
    member = member_of(request)
    shown = {
        "page": claim_page(found, timezone.now(), sent),
        "claim": found,
        "present": who_is_here(attend(found, by=member)),
        "may_write": member.may_write,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if sent else HTTPStatus.OK
    return render(request, "desk/claim.html", shown, status=status)
