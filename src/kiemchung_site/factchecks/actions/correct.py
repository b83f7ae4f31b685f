from django.db import transaction

from kiemchung_site.errors import IncompleteDraft, NothingChanged, Overtaken
from kiemchung_site.factchecks.actions.approving import require_approval
from kiemchung_site.factchecks.actions.writing import write_version
from kiemchung_site.factchecks.drafts import Draft, Quote
from kiemchung_site.factchecks.entering import enter
from kiemchung_site.factchecks.library import follow_on_commit
from kiemchung_site.factchecks.models import FactCheck, Kind, Stance, Step, Version
from kiemchung_site.members.models import Member


@transaction.atomic
def correct_fact_check(
    before: Version, draft: Draft, *, kind: Kind, reason: str, by: Member
) -> Version:
    """Publish ``draft`` in place of ``before``, which its author has read, approved by ``by``.

    A change of the verdict is of that kind, whatever ``kind`` says, unless it is a retraction.
    What is retracted stays readable and is no longer found by asking. Raises Overtaken when
    ``before`` is no longer in force, NothingChanged, IncompleteDraft without a reason, and what
    ``publish_fact_check`` raises.
    """
    require_approval(draft, by)
    if not reason.strip():
        raise IncompleteDraft(("reason",))
    fact_check = _lock(before)
    if kind is not Kind.RETRACTED and _says_the_same(before, draft):
        raise NothingChanged
    if kind is not Kind.RETRACTED and draft.verdict != before.verdict:
        kind = Kind.VERDICT_CHANGED
    after = write_version(fact_check, before.number + 1, draft, by, kind, reason)
    enter(after)
    follow_on_commit()
    return after


def draft_of(version: Version, author: Member) -> Draft:
    """Return a draft that says what ``version`` says, for ``author`` to correct."""
    return Draft(
        claim=version.claim,
        verdict=Step(version.verdict),
        summary=version.summary,
        reasoning=version.reasoning,
        would_refute=version.would_refute,
        uncertainty=version.uncertainty,
        language=version.language,
        topic=version.topic,
        evidence=tuple(
            Quote(e.quote, Stance(e.stance), e.source_name, e.source_url)
            for e in version.evidence.all()
        ),
        author=author,
    )


def _lock(before: Version) -> FactCheck:
    """Keep other corrections waiting until the transaction ends. Raises Overtaken."""
    fact_check = FactCheck.objects.select_for_update().get(pk=before.fact_check_id)
    if fact_check.versions.filter(number__gt=before.number).exists():
        raise Overtaken
    return fact_check


def _says_the_same(version: Version, draft: Draft) -> bool:
    return draft_of(version, draft.author) == draft
