"""A fact-check's page, ready to be shown."""

import json
from dataclasses import dataclass, replace

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kiemchung.claimreview.building import build_claim_review
from kiemchung.claims import Verdict
from kiemchung_site.factchecks.checklist import OF_AUTHORS
from kiemchung_site.factchecks.entries import address_of, entry_of, verdict_of
from kiemchung_site.factchecks.models import Version
from kiemchung_site.factchecks.queries import Chapter
from kiemchung_site.public.markdown import render_markdown
from kiemchung_site.public.records import topic_name

FIELDS = {
    "claim": _("Claim"),
    "verdict": _("Verdict"),
    "summary": _("Summary"),
    "reasoning": _("Reasoning"),
    "evidence": _("Evidence"),
    "would_refute": _("What would show this to be wrong"),
    "uncertainty": _("What is uncertain"),
    "topic": _("Topic"),
    "language": _("Language"),
    "kind": _("Kind of correction"),
    "reason": _("Reason"),
    **{str(question): question.label for question in OF_AUTHORS},
}
"""Parts of a fact-check, as readers know them."""

_ESCAPES = str.maketrans({"<": "\\u003C", ">": "\\u003E", "&": "\\u0026"})


@dataclass(frozen=True, slots=True)
class FactCheckPage:
    """What the page shows: the version in force, and how it came to be."""

    version: Version
    verdict: Verdict
    reasoning: SafeString
    topic: str
    address: str
    first: Version
    history: list[Chapter]
    claim_review: SafeString

    @property
    def card_description(self) -> str:
        """What is read where the link is passed on: never a verdict that no longer holds."""
        if self.version.is_retracted:
            return gettext("Retracted. This fact-check no longer holds.")
        return f"{self.verdict.name}. {self.version.summary}"

    @property
    def was_changed(self) -> bool:
        return len(self.history) > 1


def show_fact_check(history: list[Chapter]) -> FactCheckPage:
    """Return the page of the fact-check with this history (newest first)."""
    version, first = history[0].version, history[-1].version
    return FactCheckPage(
        version=version,
        verdict=verdict_of(version),
        reasoning=render_markdown(version.reasoning),
        topic=topic_name(version.topic),
        address=address_of(version),
        first=first,
        history=history,
        claim_review=_claim_review(version, first),
    )


def _claim_review(version: Version, first: Version) -> SafeString:
    """Return the markup for search engines; a retracted fact-check has none."""
    if version.is_retracted:
        return mark_safe("")
    origin = settings.CONFIGURATION.origin
    published = timezone.localdate(first.published_at)
    node = build_claim_review(
        replace(entry_of(version), published=published),
        publisher_url=f"{origin}/",
        corrections_policy=origin + reverse("public:desk_page", args=["corrections-policy"]),
        modified=str(timezone.localdate(version.published_at)) if version != first else "",
    )
    text = json.dumps(node, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308 - no character is left that could end the element
