"""A draft as a browser sends it."""

from kiemchung_site.drafts.texts import Text
from kiemchung_site.factchecks.manuscripts import Manuscript
from tests.site.building import manuscript

_TEXTS = (
    "claim",
    "summary",
    "reasoning",
    "would_refute",
    "uncertainty",
    "language",
    "topic",
)


def sent(text: Manuscript | Text, revision: int, **more: object) -> dict[str, object]:
    """Return the fields of the form that say ``text``, written on top of ``revision``."""
    given = text if isinstance(text, Text) else Text(text)
    said = given.manuscript
    fields: dict[str, object] = {name: getattr(said, name) for name in _TEXTS}
    fields |= {str(question): answer for question, answer in said.answers.items()}
    fields |= {"verdict": str(int(said.verdict)) if said.verdict else ""}
    fields |= {"kind": str(given.kind), "reason": given.reason, "revision": revision}
    for place, quote in enumerate(said.evidence):
        fields |= {
            f"evidence-{place}-quote": quote.text,
            f"evidence-{place}-stance": str(quote.stance or ""),
            f"evidence-{place}-source_name": quote.source_name,
            f"evidence-{place}-source_url": quote.source_url,
        }
    count = len(said.evidence)
    return fields | {"evidence-TOTAL_FORMS": count, "evidence-INITIAL_FORMS": 0} | more


def changed(revision: int, **changes: object) -> dict[str, object]:
    """Return the fields of a complete draft with ``changes``."""
    return sent(manuscript(**changes), revision)
