"""The rows of a new version, evidence first as the database wants it."""

import uuid

from django.utils import timezone

from kiemchung_site.factchecks.drafts import Draft
from kiemchung_site.factchecks.models import Evidence, FactCheck, Kind, Version
from kiemchung_site.members.models import Member


def write_version(
    fact_check: FactCheck, number: int, draft: Draft, reviewer: Member, kind: Kind, reason: str
) -> Version:
    """Insert a version with its evidence; both count together or not at all."""
    identity = uuid.uuid4()
    Evidence.objects.bulk_create(
        Evidence(
            version_id=identity,
            position=position,
            quote=quote.text,
            stance=quote.stance,
            source_name=quote.source_name,
            source_url=quote.source_url,
        )
        for position, quote in enumerate(draft.evidence, start=1)
    )
    return Version.objects.create(
        id=identity,
        fact_check=fact_check,
        number=number,
        claim=draft.claim,
        verdict=draft.verdict,
        summary=draft.summary,
        reasoning=draft.reasoning,
        would_refute=draft.would_refute,
        uncertainty=draft.uncertainty,
        language=draft.language,
        topic=draft.topic,
        kind=kind,
        reason=reason,
        author=draft.author,
        reviewer=reviewer,
        published_at=timezone.now(),
    )
