from kiemchung_site.claims.models import Claim, Status
from kiemchung_site.members.models import Member


def start_work(claim: Claim, *, by: Member) -> None:
    """Say that ``by`` is at work on ``claim``."""
    Claim.objects.filter(pk=claim.pk).update(status=Status.IN_WORK, assigned_to=by)
