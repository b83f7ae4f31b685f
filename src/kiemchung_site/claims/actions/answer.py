from django.db import transaction

from kiemchung_site.claims.actions.rules import lock, note_down
from kiemchung_site.claims.models import Claim, ClaimVector, Deed, Doubt, Status
from kiemchung_site.factchecks.models import FactCheck


@transaction.atomic
def answer_claim(claim: Claim, fact_check: FactCheck) -> None:
    """Say that ``fact_check``, which was just published, answers ``claim``.

    Who has asked sees it at once under the receipt's code. Who published stands in the
    fact-check itself.
    """
    now = lock(claim)
    if now.status == Status.PUBLISHED and now.fact_check_id == fact_check.pk:
        return
    now.status, now.fact_check = Status.PUBLISHED, fact_check
    now.save(update_fields=["status", "fact_check"])
    ClaimVector.objects.filter(claim=now).delete()
    Doubt.objects.filter(claim=now).delete()
    note_down(now, Deed.ANSWERED, None)
