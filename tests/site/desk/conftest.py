import pytest
from django.test import Client

from kiemchung_site.members.models import Role
from tests.site.building import member


@pytest.fixture
def checker(db: None) -> Client:
    """A browser in which a checker is logged in."""
    return logged_in("Mai", Role.CHECKER)


@pytest.fixture
def contributor(db: None) -> Client:
    return logged_in("Bo", Role.CONTRIBUTOR)


def logged_in(name: str, role: Role) -> Client:
    client = Client()
    client.force_login(member(name, role))
    return client
