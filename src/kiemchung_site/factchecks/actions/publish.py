from django.db import transaction

from kiemchung_site.factchecks.actions.approving import require_approval
from kiemchung_site.factchecks.actions.writing import write_version
from kiemchung_site.factchecks.approvals import Approval
from kiemchung_site.factchecks.entering import enter
from kiemchung_site.factchecks.library import follow_on_commit
from kiemchung_site.factchecks.manuscripts import Manuscript
from kiemchung_site.factchecks.models import FactCheck, Kind, Version
from kiemchung_site.factchecks.models.fact_check import new_slug


@transaction.atomic
def publish_fact_check(manuscript: Manuscript, approval: Approval) -> Version:
    """Publish ``manuscript`` as it was approved; it can be found when this commits.

    The draft in which it was approved names the version already; the tables take no other.
    Raises NotAllowed, SamePerson, IncompleteDraft, Busy, StorageFull or StorageReadOnly.
    """
    require_approval(manuscript, approval)
    fact_check = FactCheck.objects.create(slug=new_slug(manuscript.claim))
    version = write_version(fact_check, 1, manuscript, approval, Kind.FIRST, "")
    enter(version)
    follow_on_commit()
    return version
