"""Tables: members, the links that let them in, what was decided about them, their sessions."""

from kiemchung_site.members.models.event import Deed, MemberEvent
from kiemchung_site.members.models.link import OneTimeLink
from kiemchung_site.members.models.member import ADMINISTRATORS, APPROVERS, WRITERS, Member, Role
from kiemchung_site.members.models.session import MemberSession

__all__ = [
    "ADMINISTRATORS",
    "APPROVERS",
    "WRITERS",
    "Deed",
    "Member",
    "MemberEvent",
    "MemberSession",
    "OneTimeLink",
    "Role",
]
