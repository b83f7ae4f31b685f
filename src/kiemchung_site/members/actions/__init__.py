"""Deeds: each checks the rules, changes the rows and writes the history, in one transaction."""

from kiemchung_site.members.actions.activity import deactivate_member, reactivate_member
from kiemchung_site.members.actions.inviting import (
    invite_administrator,
    invite_member,
    withdraw_invitation,
)
from kiemchung_site.members.actions.joining import accept_invitation, set_new_password
from kiemchung_site.members.actions.names import rename_member
from kiemchung_site.members.actions.passwords import offer_new_password
from kiemchung_site.members.actions.roles import change_role
from kiemchung_site.members.actions.second_factors import reset_second_factor
from kiemchung_site.members.actions.sessions import end_other_sessions

__all__ = [
    "accept_invitation",
    "change_role",
    "deactivate_member",
    "end_other_sessions",
    "invite_administrator",
    "invite_member",
    "offer_new_password",
    "reactivate_member",
    "rename_member",
    "reset_second_factor",
    "set_new_password",
    "withdraw_invitation",
]
