"""Members in every state of their way in, in a site that is looked at; see ``filling``."""

import json

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

from kiemchung_site.members.actions import invite_administrator, offer_new_password
from kiemchung_site.members.models import Member, Role
from tests.functional.examples import PASSWORD, Link, links_in
from tests.site.building import member


def admit_members() -> None:
    """Add one who has everything that one can log in with, and one who has only a password."""
    equipped = member("hoa", password=PASSWORD)
    RecoveryCodes.activate(equipped)
    WebAuthn.add(equipped, "Điện thoại", _credential())
    member("tu", Role.CHECKER, password=PASSWORD, second_factor=False)


def make_links() -> None:
    """Make one-time links, and keep their tokens in the data folder."""
    lan, newcomer = Member.objects.get(name="Lan"), Member.objects.get(name="tu")
    tokens = {
        Link.INVITATION: invite_administrator("binh@desk.example", "Bình"),
        Link.PASSWORD: offer_new_password(newcomer, by=lan),
    }
    links_in(settings.CONFIGURATION.data).write_text(json.dumps(tokens), encoding="utf-8")


def _credential() -> dict[str, object]:
    """Return what a browser sends of a new passkey."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    attested = AttestedCredentialData.create(Aaguid.NONE, b"passkey", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    held = AuthenticatorData.create(sha256(b"127.0.0.1"), flags, 0, attested)
    attestation = AttestationObject.create("none", held, {})
    kind = CollectedClientData.TYPE.CREATE
    client = CollectedClientData.create(kind, b"challenge", "http://127.0.0.1")
    return {
        "id": websafe_encode(b"passkey"),
        "rawId": websafe_encode(b"passkey"),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(attestation),
        },
    }
