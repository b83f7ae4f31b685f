"""What the addresses of the desk point at."""

import re
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP

from kiemchung_site.claims.models import SavedFilter
from kiemchung_site.members.actions import invite_member
from kiemchung_site.members.models import Member, OneTimeLink, Role
from kiemchung_site.members.second_factor import has_second_factor, is_ready
from tests.site.building import TOTP_SECRET, member, published
from tests.site.drafts.writing import open_claim, waiting, written


def path_of(route: str, visitor: Member) -> str:
    """Return the address of ``route`` with rows made for it that ``visitor`` can work with."""
    beginning, places, _ = route.partition("<")
    if route == "desk/account/recovery-codes/":
        RecoveryCodes.activate(visitor)
    if route == "desk/account/app/remove/" and is_ready(visitor):
        _app(visitor)
    values = _ROWS[beginning](visitor) if places else ()
    return "/en/" + re.sub(r"<\w+:\w+>", "{}", route).format(*values)


def _app(visitor: Member) -> None:
    if not has_second_factor(visitor):
        TOTP.activate(visitor, TOTP_SECRET)


def _invitation() -> str:
    inviting = member("Administrator", Role.ADMINISTRATOR)
    return invite_member("new@desk.example", "New", Role.CHECKER, by=inviting)


def _filter(visitor: Member) -> SavedFilter:
    return SavedFilter.objects.create(member=visitor, name="Mine", query="status=open")


def _passkey(visitor: Member) -> Authenticator:
    # A passkey of one's own would be the second factor that is missing.
    owner = visitor if is_ready(visitor) else member("Colleague")
    data = {"name": "Key", "credential": {}}
    kind = Authenticator.Type.WEBAUTHN
    made: Authenticator = Authenticator.objects.create(user=owner, type=kind, data=data)
    return made


def _newest_link() -> OneTimeLink:
    _invitation()
    return OneTimeLink.objects.latest("pk")


_ROWS: dict[str, Callable[[Member], tuple[object, ...]]] = {
    "desk/members/": lambda _: (member("Colleague").pk,),
    "desk/members/invitations/": lambda _: (_newest_link().pk,),
    "desk/pages/": lambda _: ("about", "en"),
    "desk/claims/filters/": lambda visitor: (_filter(visitor).pk,),
    "desk/claims/": lambda _: (open_claim().pk,),
    "desk/drafts/": lambda _: (written(member("Author", Role.CHECKER)).pk,),
    "desk/reviews/": lambda _: (waiting(member("Author", Role.CHECKER)).pk,),
    "desk/published/": lambda _: (published().fact_check.slug,),
    "desk/account/link/": lambda _: (_invitation(),),
    "desk/account/passkeys/": lambda visitor: (_passkey(visitor).pk,),
}
