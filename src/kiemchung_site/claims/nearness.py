"""Which open claim is a question about?

The encoder's vectors of all open claims lead to a few of them; these are compared word by word.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiemchung.claims import Level
from kiemchung.errors import BadInput, KiemchungError
from kiemchung.matching.matcher import said_in
from kiemchung.text.personal import without_blanks
from kiemchung_site.claims.models import Claim, ClaimVector, Question
from kiemchung_site.factchecks.library import site_library

_COMPARED = 6
_DOUBTFUL = 0.6
"""From here on a member is asked; below, most pairs are about different things."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Vector:
    """What the encoder makes of a text."""

    fingerprint: str
    direction: NDArray[np.float32]

    def to_bytes(self) -> bytes:
        return self.direction.astype(np.float16).tobytes()


@dataclass(frozen=True, slots=True)
class Near:
    """An open claim that a question is, or may be, about."""

    claim_id: int
    is_sure: bool
    probability: float


def vector_of(text: str) -> Vector | None:
    """Return the vector of ``text``, or nothing when it has no words or the encoder is not there.

    A question is worth more than its place: it is taken without a vector, too.
    """
    try:
        core, _ = said_in(without_blanks(text))
        encoder = site_library().encoder
        return Vector(encoder.fingerprint, encoder.encode_claims([core]).vectors[0])
    except BadInput:
        return None
    except KiemchungError as error:
        log.error("a question could not be encoded: %s", type(error).__name__)
        return None


def place_claim(claim: Claim, vector: Vector | None) -> None:
    """Make ``claim`` findable under ``vector``, or not at all."""
    if vector is None:
        ClaimVector.objects.filter(claim=claim).delete()
        return
    fields = {"fingerprint": vector.fingerprint, "content": vector.to_bytes()}
    ClaimVector.objects.update_or_create(claim=claim, defaults=fields)


def newest_claim() -> int:
    """Return the key of the newest claim; ``find_near`` can look at later ones alone."""
    return Claim.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def find_near(text: str, vector: Vector | None, since: int = 0) -> Near | None:
    """Return the claim still to be worked on that ``text`` is most likely about."""
    if (same := _with_same_text(text, since)) is not None:
        return same
    if vector is None:
        return None
    try:
        return _most_alike(text, _nearest(vector, since))
    except KiemchungError as error:
        log.error("a question could not be compared: %s", type(error).__name__)
        return None


def near_claims(claim: Claim, limit: int = 4) -> list[Claim]:
    """Return the other claims still to be worked on that are nearest in meaning."""
    kept = ClaimVector.objects.filter(claim=claim).first()
    if kept is None:
        return []
    direction = np.frombuffer(bytes(kept.content), np.float16).astype(np.float32)
    found = _nearest(Vector(kept.fingerprint, direction), since=0)
    return [other for other in found if other.pk != claim.pk][:limit]


def _with_same_text(text: str, since: int) -> Near | None:
    found = Question.objects.filter(
        text=text, claim__in=Claim.objects.undone(), claim_id__gt=since
    ).order_by("pk")
    claim_id = found.values_list("claim_id", flat=True).first()
    return None if claim_id is None else Near(claim_id, True, 1.0)


def _nearest(vector: Vector, since: int) -> list[Claim]:
    rows = list(
        ClaimVector.objects.filter(fingerprint=vector.fingerprint, claim_id__gt=since).values_list(
            "claim_id", "content"
        )
    )
    if not rows:
        return []
    content = b"".join(bytes(content) for _, content in rows)
    matrix = np.frombuffer(content, np.float16).reshape(len(rows), -1).astype(np.float32)
    cosines = matrix @ vector.direction
    best = np.argsort(-cosines, kind="stable")[:_COMPARED]
    keys = [rows[place][0] for place in best]
    claims = Claim.objects.undone().in_bulk(keys)
    return [claims[key] for key in keys if key in claims]


def _most_alike(text: str, claims: Iterable[Claim]) -> Near | None:
    known = [claim for claim in claims if has_something_said(claim.text)]
    if not known:
        return None
    found = site_library().matcher.compare(
        without_blanks(text), [without_blanks(claim.text) for claim in known]
    )
    near = [
        Near(claim.pk, likeness.level is Level.SAME_CLAIM, likeness.probability)
        for claim, likeness in zip(known, found, strict=True)
    ]
    best = max(near, key=lambda one: (one.is_sure, one.probability))
    return best if best.is_sure or best.probability >= _DOUBTFUL else None


def has_something_said(text: str) -> bool:
    """Say whether ``text`` has words to compare."""
    try:
        said_in(without_blanks(text))
    except BadInput:
        return False
    return True
