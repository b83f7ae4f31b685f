"""How django-allauth logs members in: our rules in place of its own."""

import base64
import hashlib
import secrets
from typing import Any, ClassVar
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from kiemchung_site.members.actions.sessions import clear_expired_sessions
from kiemchung_site.members.attempts import attempts
from kiemchung_site.members.models import Member
from kiemchung_site.members.second_factor import has_second_factor


class AccountAdapter(DefaultAccountAdapter):
    """Log-in by e-mail address and password; nobody signs up."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("The e-mail address or the password is wrong."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_password": _("The password is wrong."),
        "too_many_login_attempts": _(
            "Too many failures from here. Wait a quarter of an hour, or use another connection."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Member | None:
        """Return the member with these credentials; former members are like unknown ones."""
        account = str(credentials.get("email", ""))
        if not attempts().may_try(request, account):
            raise self.validation_error("too_many_login_attempts")
        found = super().authenticate(request, **credentials)
        if not isinstance(found, Member) or not found.is_active:
            attempts().failed(request, account)
            return None
        attempts().succeeded(request, account)
        return found

    def reauthenticate(self, user: Member, password: str) -> bool:
        """Confirm who it is by password: not enough for who has set up more than that."""
        if has_second_factor(user):
            return False
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if isinstance(user, Member) and has_second_factor(user):
            return [method for method in methods if method["id"] != "reauthenticate"]
        return methods

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        return redirect("account_login")

    def post_login(self, request: HttpRequest, user: Any, **how: Any) -> HttpResponse:
        """Take a log-in for a fresh confirmation, so that nobody is asked twice in a row."""
        record_authentication(request, user, "login", reauthenticated=True)
        clear_expired_sessions()
        response: HttpResponse = super().post_login(request, user, **how)
        return response

    def log_in_afresh(self, request: HttpRequest, member: Member) -> None:
        """Log in who has just chosen a password, in a session of their own."""
        request.session.flush()
        self.login(request, member)
        record_authentication(request, member, "login", reauthenticated=True)
        request.session.set_expiry(0)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Authenticator apps, passkeys and recovery codes."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This did not work. Wait for the next code, or try again."),
    }

    def get_totp_issuer(self) -> str:
        return str(settings.CONFIGURATION.desk_name)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        configuration = settings.CONFIGURATION
        return {
            "id": urlsplit(configuration.origin).hostname or "",
            "name": configuration.desk_name,
        }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return str(_("Passkey"))

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; one that no code fits when the secret key was changed since."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()


def _cipher() -> Fernet:
    key = hashlib.sha256(b"second factors\0" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
