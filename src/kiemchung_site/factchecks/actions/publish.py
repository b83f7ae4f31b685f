from django.db import transaction

from kiemchung_site.factchecks.actions.approving import require_approval
from kiemchung_site.factchecks.actions.writing import write_version
from kiemchung_site.factchecks.drafts import Draft
from kiemchung_site.factchecks.entering import enter
from kiemchung_site.factchecks.library import follow_on_commit
from kiemchung_site.factchecks.models import FactCheck, Kind, Version
from kiemchung_site.factchecks.models.fact_check import new_slug
from kiemchung_site.members.models import Member


@transaction.atomic
def publish_fact_check(draft: Draft, *, by: Member) -> Version:
    """Publish ``draft``, approved by its reviewer ``by``; it can be found when this commits.

    Raises NotAllowed, SamePerson, IncompleteDraft, Busy, StorageFull or StorageReadOnly.
    """
    require_approval(draft, by)
    fact_check = FactCheck.objects.create(slug=new_slug(draft.claim))
    version = write_version(fact_check, 1, draft, by, Kind.FIRST, "")
    enter(version)
    follow_on_commit()
    return version
