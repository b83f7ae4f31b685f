from django.db import transaction
from django.utils import timezone

from kiemchung_site.claims.actions import start_work
from kiemchung_site.claims.models import Claim
from kiemchung_site.drafts.actions.rules import require_writer
from kiemchung_site.drafts.models import Draft, Revision
from kiemchung_site.drafts.texts import Text, fields_of
from kiemchung_site.errors import IncompleteDraft, Overtaken
from kiemchung_site.factchecks.manuscripts import Manuscript, manuscript_of
from kiemchung_site.factchecks.models import FactCheck, Kind, Version
from kiemchung_site.members.models import Member


@transaction.atomic
def start_draft(claim: Claim | None, *, language: str, by: Member) -> Draft:
    """Return a draft about ``claim``: the one that is open, or a new one.

    Raises NotAllowed, and what ``start_work`` raises.
    """
    require_writer(by)
    if claim is None:
        return _begin(Draft(), Text(Manuscript(language=language)), by)
    claim = Claim.objects.select_for_update().get(pk=claim.pk)
    if (known := claim.drafts.open().first()) is not None:
        return known
    start_work(claim, by=by)
    # Words that nobody here has restated are a sender's, and must not outlive the question.
    words = claim.text if claim.restated else ""
    wanted = Manuscript(claim=words, language=claim.language, topic=claim.topic)
    return _begin(Draft(claim=claim), Text(wanted), by)


@transaction.atomic
def start_correction(before: Version, *, kind: Kind, reason: str, by: Member) -> Draft:
    """Return a draft that corrects ``before``: the one that is open, or a new one.

    Raises NotAllowed, IncompleteDraft without a reason, or Overtaken when ``before`` is no
    longer in force.
    """
    require_writer(by)
    fact_check = FactCheck.objects.select_for_update().get(pk=before.fact_check_id)
    if fact_check.versions.filter(number__gt=before.number).exists():
        raise Overtaken
    if (known := Draft.objects.open().filter(corrects=before).first()) is not None:
        return known
    if not reason.strip() or kind is Kind.FIRST:
        raise IncompleteDraft(("reason",))
    text = Text(manuscript_of(before), kind, reason)
    return _begin(Draft(corrects=before), text, by)


def _begin(draft: Draft, text: Text, by: Member) -> Draft:
    draft.save()
    Revision.objects.create(
        draft=draft, number=1, by=by, saved_at=timezone.now(), content=fields_of(text)
    )
    return draft
