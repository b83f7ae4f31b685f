"""Forms of the way in, with our words in place of django-allauth's, and our counts of failures."""

from typing import Any, ClassVar

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, BaseAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthConfirmingCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from kiemchung_site.members.adapters import AccountAdapter
from kiemchung_site.members.attempts import attempts
from kiemchung_site.members.second_factor import spend_code

_NO_CREDENTIAL = (KeyError, TypeError, AttributeError, ValueError)
_PASSWORD_HELP = _("At least 12 characters. A few words in a row are long and easy to remember.")


class LoginForm(AllauthLoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, login=_("E-mail address"), password=_("Password"))


class PasswordForm(ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, password=_("Password"))


class ChangePasswordForm(AllauthChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(
            self,
            oldpassword=_("Current password"),
            password1=_("New password"),
            password2=_("New password again"),
        )
        self.fields["password1"].help_text = _PASSWORD_HELP


class AppForm(ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, code=_("Code that the app shows"))
        _expect_code(self.fields["code"])


class _CountedCodeForm(BaseAuthenticateForm):
    """Counts wrong codes, and takes none of an app twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name(self, code=_("Code of the app, or a recovery code"))
        _expect_code(self.fields["code"])

    def clean_code(self) -> str:
        account, request = f"codes of {self.user.pk}", context.request
        counts = attempts()
        if not (counts.may_try(request, account) and counts.may_try_code(account)):
            raise AccountAdapter(request).validation_error("too_many_login_attempts")
        try:
            code = super().clean_code()
            spend_code(self.authenticator, code)
        except ValidationError:
            counts.failed(request, account)
            counts.code_failed(account)
            raise
        counts.succeeded(request, account)
        return str(code)


class CodeForm(_CountedCodeForm, AuthenticateForm):
    """The second step of a log-in."""


class ConfirmingCodeForm(_CountedCodeForm, AllauthConfirmingCodeForm):
    """Who it is, once more."""


class _PasskeyForm(AuthenticateWebAuthnForm):
    """Takes what is no credential at all for a wrong one; the libraries expect its parts."""

    def clean_credential(self) -> Authenticator:
        try:
            return super().clean_credential()
        except _NO_CREDENTIAL as error:
            raise get_adapter().validation_error("incorrect_code") from error


class PasskeyLoginForm(_PasskeyForm, LoginWebAuthnForm):
    """A passkey in place of password and code."""


class PasskeyForm(_PasskeyForm):
    """A passkey as the second step of a log-in."""


class ConfirmingPasskeyForm(_PasskeyForm, ReauthenticateWebAuthnForm):
    """Who it is, once more."""


class AddPasskeyForm(AddWebAuthnForm):
    def clean(self) -> dict[str, Any]:
        try:
            cleaned: dict[str, Any] = super().clean()
        except _NO_CREDENTIAL as error:
            raise get_adapter().validation_error("incorrect_code") from error
        return cleaned


class NewPasswordForm(forms.Form):
    """What the holder of a one-time link chooses."""

    password = forms.CharField(
        label=_("New password"),
        strip=False,
        help_text=_PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("New password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    error_messages: ClassVar = {"different": _("The two passwords are not the same.")}

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("password", again):
            raise ValidationError(self.error_messages["different"])
        return again


def _name(form: forms.Form, **labels: Any) -> None:
    for name, label in labels.items():
        field = form.fields[name]
        field.label = label
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)


def _expect_code(field: forms.Field) -> None:
    field.widget.attrs.update({"autocomplete": "one-time-code", "spellcheck": "false"})
