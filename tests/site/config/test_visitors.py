from dataclasses import replace

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from kiemchung_site.config.visitors import address_of, network_of


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.77/32"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2:bbbb::1]", "2001:db8:1:2::/64"),
        ("nonsense", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_household_is_one_place(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("direct", "told", "address"),
    [
        ("127.0.0.1", "203.0.113.77", "203.0.113.77"),
        ("127.0.0.1", "10.0.0.1, 203.0.113.77", "203.0.113.77"),
        ("127.0.0.1", "", "127.0.0.1"),
        ("198.51.100.9", "203.0.113.77", "198.51.100.9"),
    ],
)
def test_only_the_server_in_front_is_believed(
    rf: RequestFactory, direct: str, told: str, address: str
) -> None:
    request = rf.post("/", REMOTE_ADDR=direct, headers={"x-forwarded-for": told})
    assert address_of(request) == address


@pytest.mark.parametrize(("origin", "address"), [("https", "203.0.113.77"), ("http", "10.0.0.2")])
def test_the_server_that_speaks_https_may_be_another_machine(
    rf: RequestFactory, settings: Settings, origin: str, address: str
) -> None:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, origin=f"{origin}://desk.example")
    headers = {"x-forwarded-for": "203.0.113.77"}
    request = rf.post("/", REMOTE_ADDR="10.0.0.2", headers=headers, secure=True)
    assert address_of(request) == address
