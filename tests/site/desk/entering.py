"""How tests get into the desk."""

import base64
import hashlib
import hmac
import re
import struct
import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY as WHOSE,
)
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY as METHODS,
)
from django.test import Client

from kiemchung_site.members.models import Member
from tests.site.building import TOTP_SECRET

PASSWORD = "bốn con chim sẻ nâu"
LOGIN = "/en/desk/account/login/"
CODE = "/en/desk/account/login/code/"
ACCOUNT = "/en/desk/account/"


def code_of(secret: str = TOTP_SECRET, *, ahead: int = 0) -> str:
    """Return what an authenticator app shows (RFC 6238), now or some half minutes ahead."""
    counter = struct.pack(">Q", int(time.time()) // 30 + ahead)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 10**6:06}"


def enter(client: Client, member: Member) -> Client:
    """Log in as ``member``, who has just confirmed who it is."""
    client.force_login(member)
    session = client.session
    session[METHODS] = [{"method": "login", "at": time.time(), "reauthenticated": True}]
    session[WHOSE] = str(member.pk)
    session.save()
    return client


def log_in(client: Client, member: Member, password: str = PASSWORD, **more: str) -> str:
    """Send the log-in form and return where it leads, or nothing."""
    sent = {"login": member.email, "password": password}
    response = client.post(LOGIN, sent, headers=more)
    return str(response.get("Location", ""))


def link_in(page: str) -> str:
    """Return the path of the one-time link that ``page`` shows."""
    found = re.search(r"https://desk\.example(/\w\w/desk/account/link/[\w-]+/)", page)
    assert found
    return found[1]
