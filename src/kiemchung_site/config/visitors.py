"""Whence a request comes: looked at to slow guessing and floods down, never kept."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return whence ``request`` comes: what the server in front says last, where there is one."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return told if told and _is_passed_on(request, direct) else direct


def network_of(address: str) -> str:
    """Return what stands for one household: an IPv4 address, or the first half of an IPv6 one."""
    try:
        known = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return "unknown"
    if known.version == 4:
        return str(known)
    return str(ipaddress.ip_network((known, 64), strict=False))


def neighbourhood_of(address: str) -> str:
    """Return what stands for one provider's street: 256 IPv4 addresses, or an IPv6 /48."""
    try:
        known = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return "unknown"
    bits = 24 if known.version == 4 else 48
    return str(ipaddress.ip_network((known, bits), strict=False))


def _is_passed_on(request: HttpRequest, direct: str) -> bool:
    """Say whether a server in front sent it: one on this machine, or the one that speaks https."""
    if settings.CONFIGURATION.is_secure and request.is_secure():
        return True
    try:
        return ipaddress.ip_address(direct).is_loopback
    except ValueError:
        return False
