"""A manuscript: everything a version says, before a second person has approved it."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from kiemchung_site.factchecks.checklist import OF_AUTHORS, Answers, Question, unanswered
from kiemchung_site.factchecks.models import Stance, Step, Version

_is_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of evidence for or against the claim."""

    text: str
    stance: Stance | None
    source_name: str
    source_url: str

    @property
    def is_usable(self) -> bool:
        """Whether readers can follow it: what was said, what it means here, and where."""
        return (
            bool(self.text.strip()) and self.stance is not None and is_web_address(self.source_url)
        )


@dataclass(frozen=True, slots=True)
class Manuscript:
    """What is proposed for publication; parts may be empty as long as it is written."""

    claim: str = ""
    verdict: Step | None = None
    summary: str = ""
    reasoning: str = ""
    would_refute: str = ""
    uncertainty: str = ""
    language: str = ""
    topic: str = ""
    evidence: tuple[Quote, ...] = ()
    answers: Answers = field(default_factory=dict)
    """The author's part of the checklist."""

    def missing(self) -> tuple[str, ...]:
        """Return the parts without which nothing is published, by the names of their fields.

        A question of the checklist is named by its value.
        """
        texts = {
            "claim": self.claim,
            "summary": self.summary,
            "reasoning": self.reasoning,
            "would_refute": self.would_refute,
            "uncertainty": self.uncertainty,
            "language": self.language,
            "topic": self.topic,
        }
        missing = [name for name, text in texts.items() if not text.strip()]
        if self.verdict is None:
            missing.append("verdict")
        if not self.evidence or not all(quote.is_usable for quote in self.evidence):
            missing.append("evidence")
        return (*missing, *unanswered(self.answers, OF_AUTHORS))


def manuscript_of(version: Version) -> Manuscript:
    """Return a manuscript that says what ``version`` says, to be corrected."""
    answers = {Question(a.question): a.answer for a in version.answers.all()}
    return Manuscript(
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
        answers={question: answers[question] for question in OF_AUTHORS if question in answers},
    )


def is_web_address(text: str) -> bool:
    """Return whether ``text`` is a whole http or https address."""
    try:
        _is_address(text)
    except ValidationError:
        return False
    return bool(urlsplit(text).hostname)
