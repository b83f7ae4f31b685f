"""schema.org ClaimReview: read it tolerantly, report exactly what was left out."""

from kiemchung.claimreview.claim_review import Skipped, SkipReason, read_claim_review
from kiemchung.claimreview.sources import Found, open_source

__all__ = ["Found", "SkipReason", "Skipped", "open_source", "read_claim_review"]
