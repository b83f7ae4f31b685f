"""Short claims in any number: real ones, and mixtures of their halves."""

import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiemchung.text.normal import normal_form

ROOT = Path(__file__).resolve().parents[2]
MESSAGES = ROOT / "evaluation" / "messages"
OWN_CLAIMS = MESSAGES / "library.jsonl"
_BESIDE = ROOT.parent / "shared" / "data"
ENGLISH_CLAIMS = _BESIDE / "checkthat2021_2a_en" / "library.jsonl"
VIETNAMESE_CLAIMS = _BESIDE / "vi_vihallu_evidence" / "queries.jsonl"

_FRUITLESS = 1000
"""So many mixtures in a row that exist already mean that there are hardly any others."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A text in normal form, and its language."""

    text: str
    language: str


def read_claims(paths: Iterable[Path]) -> list[Claim]:
    """Return the claims (``text``, ``lang``) in JSON-lines files, each text once."""
    claims: dict[str, Claim] = {}
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.strip():
                item = json.loads(line)
                text = normal_form(item["text"])
                claims.setdefault(text, Claim(text, str(item.get("lang", ""))))
    return list(claims.values())


def digest(claims: Iterable[Claim]) -> str:
    """Return what tells one list of claims from another."""
    content = "\n".join(claim.text for claim in claims).encode()
    return hashlib.sha256(content).hexdigest()[:12]


def extend_claims(base: Sequence[Claim], size: int, seed: int) -> list[Claim]:
    """Return ``size`` distinct claims: those of ``base`` in random order, then mixtures.

    A mixture is the beginning of one claim and the end of another in the same language, so
    words keep their frequencies. All languages of ``base`` get equal shares of the mixtures.
    """
    rng = random.Random(seed)
    claims = {claim.text: claim for claim in rng.sample(base, len(base))[:size]}
    fruitless = 0
    mixtures = _mixtures(base, rng)
    while len(claims) < size:
        claim = next(mixtures)
        fruitless = fruitless + 1 if claim.text in claims else 0
        if fruitless == _FRUITLESS:
            raise ValueError(f"{len(base)} claims are too few to make {size} of them")
        claims.setdefault(claim.text, claim)
    return list(claims.values())


def perturb(text: str, other: str, rng: random.Random) -> str:
    """Return ``text`` without about a third of its words, and with three words of ``other``."""
    words = text.split()
    kept = [word for word in words if rng.random() > 1 / 3] or words[:1]
    foreign = other.split()
    kept.extend(rng.sample(foreign, min(3, len(foreign))))
    return " ".join(kept)


def _mixtures(base: Sequence[Claim], rng: random.Random) -> Iterator[Claim]:
    by_language: dict[str, list[list[str]]] = defaultdict(list)
    for claim in base:
        by_language[claim.language].append(claim.text.split())
    languages = sorted(by_language)
    while True:
        language = rng.choice(languages)
        first, second = (rng.choice(by_language[language]) for _ in range(2))
        words = [*first[: _middle(first, rng)], *second[_middle(second, rng) :]]
        if words:
            yield Claim(" ".join(words), language)


def _middle(words: Sequence[str], rng: random.Random) -> int:
    """Return a place to cut, between one and two thirds of the way."""
    return round(len(words) * rng.uniform(1 / 3, 2 / 3))
