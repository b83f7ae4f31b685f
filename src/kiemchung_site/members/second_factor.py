"""What a member has beside the password: an authenticator app, or a passkey."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import transaction

from kiemchung_site.members.models import Member

_KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
_LAST = "last_counter"


def has_second_factor(member: Member) -> bool:
    """Return whether an app or a passkey is set up; recovery codes alone do not count."""
    return bool(Authenticator.objects.filter(user_id=member.pk, type__in=_KINDS).exists())


def is_ready(member: Member) -> bool:
    """Return whether the member has set up what the role asks for."""
    return not member.needs_second_factor or has_second_factor(member)


@transaction.atomic
def spend_code(authenticator: Authenticator, code: str) -> None:
    """Note that ``code``, which is right, was used. Raises ValidationError if it was before.

    django-allauth remembers used codes in one process; here several may serve.
    """
    if authenticator.type != Authenticator.Type.TOTP:
        return
    stored = Authenticator.objects.select_for_update().get(pk=authenticator.pk)
    counter = _counter_of(code, get_adapter().decrypt(stored.data["secret"]))
    if counter <= stored.data.get(_LAST, 0):
        raise get_adapter().validation_error("incorrect_code")
    stored.data[_LAST] = counter
    stored.save(update_fields=["data"])


def _counter_of(code: str, secret: str) -> int:
    """Return the moment for which ``code`` is made, or 0."""
    digits = "".join(filter(str.isdigit, code))
    counters = yield_hotp_counters_from_time()
    return next((c for c in counters if format_hotp_value(hotp_value(secret, c)) == digits), 0)
