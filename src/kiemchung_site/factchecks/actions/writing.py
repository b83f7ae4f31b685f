"""The rows of a new version; what stands beside it first, as the database wants it."""

import uuid

from django.utils import timezone

from kiemchung_site.factchecks.approvals import Approval
from kiemchung_site.factchecks.manuscripts import Manuscript
from kiemchung_site.factchecks.models import (
    ChecklistAnswer,
    CoAuthor,
    Disagreement,
    Evidence,
    FactCheck,
    Kind,
    Version,
)


def write_version(
    fact_check: FactCheck,
    number: int,
    manuscript: Manuscript,
    approval: Approval,
    kind: Kind,
    reason: str,
) -> Version:
    """Insert a version with all that stands beside it; they count together or not at all.

    The manuscript is complete, and a draft with this approval of it names the version that is
    to be; the tables take no other.
    """
    identity = approval.identity
    _write_evidence(identity, manuscript)
    _write_approval(identity, manuscript, approval)
    return Version.objects.create(
        id=identity,
        fact_check=fact_check,
        number=number,
        claim=manuscript.claim,
        verdict=manuscript.verdict or 0,
        summary=manuscript.summary,
        reasoning=manuscript.reasoning,
        would_refute=manuscript.would_refute,
        uncertainty=manuscript.uncertainty,
        language=manuscript.language,
        topic=manuscript.topic,
        kind=kind,
        reason=reason,
        author=approval.author,
        reviewer=approval.reviewer,
        published_at=timezone.now(),
    )


def _write_evidence(identity: uuid.UUID, manuscript: Manuscript) -> None:
    Evidence.objects.bulk_create(
        Evidence(
            version_id=identity,
            position=position,
            quote=quote.text,
            stance=quote.stance or "",
            source_name=quote.source_name,
            source_url=quote.source_url,
        )
        for position, quote in enumerate(manuscript.evidence, start=1)
    )


def _write_approval(identity: uuid.UUID, manuscript: Manuscript, approval: Approval) -> None:
    answers = {**manuscript.answers, **approval.answers}
    ChecklistAnswer.objects.bulk_create(
        ChecklistAnswer(version_id=identity, question=question, answer=answer)
        for question, answer in answers.items()
    )
    CoAuthor.objects.bulk_create(
        CoAuthor(version_id=identity, member=member)
        for member in approval.co_authors
        if member != approval.author
    )
    Disagreement.objects.bulk_create(
        Disagreement(version_id=identity, reason=reason) for reason in approval.disagreements
    )
