from kiemchung_site.claims.models import Claim, Status
from kiemchung_site.factchecks.models import FactCheck


def answer_claim(claim: Claim, fact_check: FactCheck) -> None:
    """Say that ``fact_check``, which was just published, answers ``claim``."""
    Claim.objects.filter(pk=claim.pk).update(status=Status.PUBLISHED, fact_check=fact_check)
