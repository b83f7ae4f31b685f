"""Deeds: each checks the rules and changes the rows in one transaction."""

from kiemchung_site.drafts.actions.ask import ask_for_review
from kiemchung_site.drafts.actions.drop import drop_draft
from kiemchung_site.drafts.actions.publish import publish_draft
from kiemchung_site.drafts.actions.review import review_draft
from kiemchung_site.drafts.actions.save import save_draft
from kiemchung_site.drafts.actions.start import start_correction, start_draft

__all__ = [
    "ask_for_review",
    "drop_draft",
    "publish_draft",
    "review_draft",
    "save_draft",
    "start_correction",
    "start_draft",
]
