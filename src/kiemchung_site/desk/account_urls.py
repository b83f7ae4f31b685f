"""The way in, and a member's own account.

django-allauth finds its pages by these names. What is not here of it (signing up, e-mail
addresses, passwords by e-mail) has no address.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path

from kiemchung_site.desk.access import EVERYBODY, open_to, open_to_strangers
from kiemchung_site.desk.views import account as own

_own = open_to(EVERYBODY)
_setting_up = open_to(EVERYBODY, before_second_factor=True)

urlpatterns = [
    path("login/", open_to_strangers(account.login), name="account_login"),
    path("login/code/", open_to_strangers(mfa.authenticate), name="mfa_authenticate"),
    path("login/passkey/", open_to_strangers(own.login_by_passkey), name="mfa_login_webauthn"),
    path("link/<str:token>/", open_to_strangers(own.one_time_link), name="account_link"),
    path("logout/", _setting_up(account.logout), name="account_logout"),
    path("confirm/", _setting_up(account.reauthenticate), name="account_reauthenticate"),
    path("confirm/code/", _setting_up(mfa.reauthenticate), name="mfa_reauthenticate"),
    path(
        "confirm/passkey/",
        _setting_up(webauthn.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("", _setting_up(mfa.index), name="mfa_index"),
    path("app/", _setting_up(totp.activate_totp), name="mfa_activate_totp"),
    path("app/remove/", _own(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("passkeys/", _own(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("passkeys/add/", _setting_up(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/name/", _own(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", _own(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path(
        "recovery-codes/",
        _setting_up(recovery_codes.view_recovery_codes),
        name="mfa_view_recovery_codes",
    ),
    path(
        "recovery-codes/new/",
        _own(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("name/", _own(own.change_name), name="account_name"),
    path("password/", _own(own.change_password), name="account_change_password"),
    path("sessions/", _own(own.sessions), name="account_sessions"),
]
