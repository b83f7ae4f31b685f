"""Where work is taken up: the desk's menu, and its start page."""

from dataclasses import dataclass

from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kiemchung_site.members.models import Member


@dataclass(frozen=True, slots=True)
class Place:
    """A page from which work begins."""

    view: str
    title: str | Promise
    about: str | Promise

    @property
    def address(self) -> str:
        return reverse(self.view)

    def is_open_to(self, member: Member) -> bool:
        """Return whether the page itself says so."""
        return member.role in resolve(self.address).func.open_to  # type: ignore[attr-defined]


PLACES = (
    Place("desk:queue", _("Queue"), _("See what people ask, and take up a claim.")),
    Place("desk:drafts", _("Drafts"), _("Write fact-checks, and publish what was approved.")),
    Place("desk:reviews", _("Reviews"), _("Approve what others wrote, or send it back.")),
    Place("desk:published", _("Published"), _("Correct or retract what readers see.")),
    Place(
        "desk:figures",
        _("Figures"),
        _("See how long claims wait, what is asked about, what was corrected."),
    ),
    Place("desk:pages", _("Pages"), _("Say who the desk is, how it works and who pays for it.")),
    Place(
        "desk:members",
        _("Members"),
        _("Invite people, give them roles, help when a phone is lost."),
    ),
    Place(
        "mfa_index",
        _("My account"),
        _("Password, authenticator app, passkeys, where you are logged in."),
    ),
)
"""In the order of the menu."""


def open_places(member: Member) -> list[Place]:
    """Return the places that ``member`` may open."""
    return [place for place in PLACES if place.is_open_to(member)]
