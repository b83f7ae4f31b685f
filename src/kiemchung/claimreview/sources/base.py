"""What every reader yields."""

from dataclasses import dataclass

from kiemchung.claimreview.claim_review import Skipped
from kiemchung.claims import FactCheck


@dataclass(frozen=True, slots=True)
class Found:
    """One thing in a source: a fact-check or the reason why it is none, and where it stood."""

    what: FactCheck | Skipped
    place: str
