from django.db import transaction

from kiemchung_site.errors import IncompleteDraft, NothingChanged
from kiemchung_site.factchecks.actions.approving import require_approval
from kiemchung_site.factchecks.actions.writing import write_version
from kiemchung_site.factchecks.drafts import Draft, Quote
from kiemchung_site.factchecks.entries import entry_of
from kiemchung_site.factchecks.library import follow_on_commit, site_library
from kiemchung_site.factchecks.models import FactCheck, Kind, Stance, Step, Version
from kiemchung_site.members.models import Member


@transaction.atomic
def correct_fact_check(
    fact_check: FactCheck, draft: Draft, *, kind: Kind, reason: str, by: Member
) -> Version:
    """Publish ``draft`` as the next version of ``fact_check``, approved by ``by``.

    A change of the verdict is of that kind, whatever ``kind`` says, unless it is a retraction.
    What is retracted stays readable and is no longer found by asking. Raises NothingChanged,
    IncompleteDraft without a reason, and what ``publish_fact_check`` raises.
    """
    require_approval(draft, by)
    if not reason.strip():
        raise IncompleteDraft(("reason",))
    before = Version.objects.filter(fact_check=fact_check).latest("number")
    if kind is not Kind.RETRACTED and _says_the_same(before, draft):
        raise NothingChanged
    if kind is not Kind.RETRACTED and draft.verdict != before.verdict:
        kind = Kind.VERDICT_CHANGED
    after = write_version(fact_check, before.number + 1, draft, by, kind, reason)
    store = site_library().store
    store.remove([entry_of(before)])
    if not after.is_retracted:
        store.put([entry_of(after)])
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


def _says_the_same(version: Version, draft: Draft) -> bool:
    return draft_of(version, draft.author) == draft
