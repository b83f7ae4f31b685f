"""A member's way in and own account, where django-allauth's pages do not do."""

from allauth.account.views import PasswordChangeView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kiemchung_site.desk.access import member_of
from kiemchung_site.desk.account_forms import NewPasswordForm
from kiemchung_site.desk.member_forms import NameForm
from kiemchung_site.errors import TooMany
from kiemchung_site.members.actions import (
    accept_invitation,
    end_other_sessions,
    rename_member,
    set_new_password,
)
from kiemchung_site.members.adapters import AccountAdapter
from kiemchung_site.members.attempts import attempts
from kiemchung_site.members.models import Member
from kiemchung_site.members.queries import sessions_of, usable_link


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def one_time_link(request: HttpRequest, token: str) -> HttpResponse:
    """Let the holder of a link choose a password: who is invited, or has lost the old one."""
    link = usable_link(token)
    form = NewPasswordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _let_in(request, token, form.cleaned_data["password"], joins=not link.member)
        except ValidationError as error:
            form.add_error("password", error)
    status = 422 if form.is_bound else 200
    return render(request, "desk/one_time_link.html", {"link": link, "form": form}, status=status)


def _let_in(request: HttpRequest, token: str, password: str, *, joins: bool) -> HttpResponse:
    """Use the link up. Who joins is logged in; a new password does not replace a second factor."""
    if not joins:
        set_new_password(token, password)
        return redirect("account_login")
    member = accept_invitation(token, password)
    AccountAdapter(request).log_in_afresh(request, member)
    return redirect("mfa_index")


@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Show where the member is logged in; on demand, end all but this session."""
    member, key = member_of(request), request.session.session_key
    if request.method == "POST":
        end_other_sessions(member, but=key)
        return redirect("account_sessions")
    shown = [(session, session.session_key == key) for session in sessions_of(member)]
    return render(request, "desk/sessions.html", {"sessions": shown})


@require_http_methods(["GET", "HEAD", "POST"])
def change_name(request: HttpRequest) -> HttpResponse:
    """Let members choose under which name readers know them."""
    member = member_of(request)
    form = NameForm(request.POST if request.method == "POST" else None, initial={"name": member})
    if form.is_valid():
        rename_member(member, form.cleaned_data["name"], by=member)
        return redirect("mfa_index")
    status = 422 if form.is_bound else 200
    return render(request, "desk/name.html", {"form": form}, status=status)


class _ChangePassword(PasswordChangeView):
    """Ends every other session, too."""

    def form_valid(self, form: object) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        end_other_sessions(member_of(self.request), but=self.request.session.session_key)
        return response

    def get_default_success_url(self) -> str:
        return reverse("mfa_index")


class _LoginByPasskey(LoginWebAuthnView):
    """Says on the log-in page that it did not work; begins so often only, since each is stored."""

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not attempts().may_begin_passkey(request):
            raise TooMany
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response

    def form_invalid(self, form: object) -> HttpResponse:
        return redirect(f"{reverse('account_login')}?passkey=failed")


login_by_passkey = _LoginByPasskey.as_view()
_change_password = _ChangePassword.as_view()


@sensitive_post_parameters()
def change_password(request: HttpRequest) -> HttpResponse:
    """Set another password, the old one given."""
    member: Member = member_of(request)
    if not member.has_usable_password():
        raise PermissionDenied
    response: HttpResponse = _change_password(request)
    return response
