"""Tables: the claims that the desk works on."""

from kiemchung_site.claims.models.claim import Claim, Status

__all__ = ["Claim", "Status"]
