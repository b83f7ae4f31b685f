from django.db import transaction

from kiemchung_site.errors import IncompleteDraft, NothingChanged, Overtaken
from kiemchung_site.factchecks.actions.approving import require_approval
from kiemchung_site.factchecks.actions.writing import write_version
from kiemchung_site.factchecks.approvals import Approval
from kiemchung_site.factchecks.entering import enter
from kiemchung_site.factchecks.library import follow_on_commit
from kiemchung_site.factchecks.manuscripts import Manuscript, manuscript_of
from kiemchung_site.factchecks.models import FactCheck, Kind, Version


@transaction.atomic
def correct_fact_check(
    before: Version, manuscript: Manuscript, approval: Approval, *, kind: Kind, reason: str
) -> Version:
    """Publish ``manuscript`` in place of ``before``, which its author has read.

    A change of the verdict is of that kind, whatever ``kind`` says, unless it is a retraction.
    What is retracted stays readable and is no longer found by asking. Raises Overtaken when
    ``before`` is no longer in force, NothingChanged, IncompleteDraft without a reason, and what
    ``publish_fact_check`` raises.
    """
    require_approval(manuscript, approval)
    require_change(before, manuscript, kind=kind, reason=reason)
    fact_check = _lock(before)
    if kind is not Kind.RETRACTED and manuscript.verdict != before.verdict:
        kind = Kind.VERDICT_CHANGED
    after = write_version(fact_check, before.number + 1, manuscript, approval, kind, reason)
    enter(after)
    follow_on_commit()
    return after


def require_change(before: Version, manuscript: Manuscript, *, kind: Kind, reason: str) -> None:
    """Raise NothingChanged or IncompleteDraft unless this is a correction of ``before``."""
    if not reason.strip():
        raise IncompleteDraft(("reason",))
    if kind is Kind.RETRACTED:
        return
    if _says_the_same(before, manuscript):
        raise NothingChanged
    if kind is Kind.VERDICT_CHANGED and manuscript.verdict == before.verdict:
        raise IncompleteDraft(("verdict",))


def _lock(before: Version) -> FactCheck:
    """Keep other corrections waiting until the transaction ends. Raises Overtaken."""
    fact_check = FactCheck.objects.select_for_update().get(pk=before.fact_check_id)
    if fact_check.versions.filter(number__gt=before.number).exists():
        raise Overtaken
    return fact_check


def _says_the_same(version: Version, manuscript: Manuscript) -> bool:
    return manuscript_of(version) == manuscript
