"""Whence a request comes: looked at to slow guessing and floods down, never kept."""

import ipaddress
from collections.abc import Mapping

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Return whence ``request`` comes: what the server in front says last, where there is one."""
    direct = str(request.META.get("REMOTE_ADDR", ""))
    told = str(request.META.get("HTTP_X_FORWARDED_FOR", "")).rpartition(",")[2].strip()
    return told if told and _is_passed_on(request, direct) else direct


def network_of(address: str) -> str:
    """Return what stands for one household: an IPv4 address, or the first half of an IPv6 one."""
    return _network(address, {4: 32, 6: 64})


def neighbourhood_of(address: str) -> str:
    """Return what stands for one provider's street: 256 IPv4 addresses, or an IPv6 /48."""
    return _network(address, {4: 24, 6: 48})


def _network(address: str, bits: Mapping[int, int]) -> str:
    try:
        known = ipaddress.ip_address(address.strip("[]"))
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((known, bits[known.version]), strict=False))


def _is_passed_on(request: HttpRequest, direct: str) -> bool:
    """Say whether a server in front sent it: one on this machine, or the one that speaks https."""
    if settings.CONFIGURATION.is_secure and request.is_secure():
        return True
    try:
        return ipaddress.ip_address(direct).is_loopback
    except ValueError:
        return False
