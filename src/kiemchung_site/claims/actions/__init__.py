"""Deeds: each checks the rules and changes the rows in one transaction."""

from kiemchung_site.claims.actions.answer import answer_claim
from kiemchung_site.claims.actions.work import start_work

__all__ = ["answer_claim", "start_work"]
