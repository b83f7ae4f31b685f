"""Which view answers at an address."""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from django.utils import translation


def view_at(address: str) -> str:
    """Return the name of the view, or nothing where there is none."""
    path = urlsplit(address).path
    with translation.override(path.split("/")[1]):
        try:
            return str(resolve(path).view_name)
        except Resolver404:
            return ""
