"""What a draft says, and how it stands in the database."""

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from kiemchung_site.factchecks.checklist import Question
from kiemchung_site.factchecks.differences import FieldDifference, changes, compare
from kiemchung_site.factchecks.manuscripts import Manuscript, Quote
from kiemchung_site.factchecks.models import Kind, Stance, Step


@dataclass(frozen=True, slots=True)
class Text:
    """A manuscript, and for a correction what it changes and why."""

    manuscript: Manuscript = field(default_factory=Manuscript)
    kind: Kind = Kind.FIRST
    reason: str = ""


def text_from_fields(content: dict[str, Any]) -> Text:
    """Read what ``fields_of`` wrote."""
    fields = dict(content["manuscript"])
    verdict = fields.pop("verdict")
    evidence = [dict(quote) for quote in fields.pop("evidence")]
    answers = fields.pop("answers")
    manuscript = Manuscript(
        **fields,
        verdict=Step(verdict) if verdict else None,
        evidence=tuple(_quote(quote) for quote in evidence),
        answers={Question(name): answer for name, answer in answers.items()},
    )
    return Text(manuscript, Kind(content["kind"]), content["reason"])


def fields_of(text: Text) -> dict[str, Any]:
    """Return ``text`` as it is kept: plain values that JSON knows."""
    return asdict(text)


def merge(base: Text | None, theirs: Text, mine: Text) -> Text:
    """Return ``mine`` with what only the others changed since ``base``.

    Where both changed a part, mine stands; without a base every part counts as changed by both.
    """
    if base is None:
        return mine
    parts = {
        name: getattr(theirs.manuscript, name)
        for name in Manuscript.__dataclass_fields__
        if getattr(mine.manuscript, name) == getattr(base.manuscript, name)
    }
    manuscript = replace(mine.manuscript, **parts)
    kind = theirs.kind if mine.kind == base.kind else mine.kind
    reason = theirs.reason if mine.reason == base.reason else mine.reason
    return Text(manuscript, kind, reason)


def text_changes(before: Text, after: Text) -> list[FieldDifference]:
    """Return the parts in which two texts differ."""
    found = changes(before.manuscript, after.manuscript)
    if before.kind != after.kind:
        found.append(_difference("kind", before.kind.label, after.kind.label))
    if before.reason != after.reason:
        found.append(_difference("reason", before.reason, after.reason))
    return found


def _difference(name: str, before: object, after: object) -> FieldDifference:
    return FieldDifference(name, tuple(compare(str(before), str(after))))


def _quote(fields: dict[str, Any]) -> Quote:
    stance = fields.pop("stance")
    return Quote(**fields, stance=Stance(stance) if stance else None)
