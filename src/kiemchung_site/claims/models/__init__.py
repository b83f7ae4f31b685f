"""Tables: questions, and the claims that the desk works on."""

from kiemchung_site.claims.models.claim import UNDONE, Claim, Ground, Harm, Status, searchable
from kiemchung_site.claims.models.declining import Declining
from kiemchung_site.claims.models.desk import Presence, SavedFilter
from kiemchung_site.claims.models.history import ClaimEvent, Deed
from kiemchung_site.claims.models.question import ClaimVector, Doubt, Joined, Question
from kiemchung_site.claims.models.submitting import Counted, DayCount, SpentForm

__all__ = [
    "UNDONE",
    "Claim",
    "ClaimEvent",
    "ClaimVector",
    "Counted",
    "DayCount",
    "Declining",
    "Deed",
    "Doubt",
    "Ground",
    "Harm",
    "Joined",
    "Presence",
    "Question",
    "SavedFilter",
    "SpentForm",
    "Status",
    "searchable",
]
