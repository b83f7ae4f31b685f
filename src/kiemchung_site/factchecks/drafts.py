"""A draft: everything a version says, before a second person has approved it."""

from dataclasses import dataclass

from kiemchung_site.factchecks.models import Stance, Step
from kiemchung_site.members.models import Member


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of evidence for or against the claim."""

    text: str
    stance: Stance
    source_name: str
    source_url: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What an author proposes to publish."""

    claim: str
    verdict: Step
    summary: str
    reasoning: str
    would_refute: str
    uncertainty: str
    language: str
    topic: str
    evidence: tuple[Quote, ...]
    author: Member

    def missing(self) -> tuple[str, ...]:
        """Return the parts without which nothing is published."""
        texts = {
            "claim": self.claim,
            "summary": self.summary,
            "reasoning": self.reasoning,
            "what would show it wrong": self.would_refute,
            "what is uncertain": self.uncertainty,
            "language": self.language,
            "topic": self.topic,
        }
        missing = [name for name, text in texts.items() if not text.strip()]
        usable = [q for q in self.evidence if q.text.strip() and q.source_url.strip()]
        if not usable or len(usable) < len(self.evidence):
            missing.append("evidence with a quote and a source")
        return tuple(missing)
