"""Evidence that a passage and a claim say the same: one number per kind, in a fixed order."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from kiemchung.matching.terms import Terms
from kiemchung.text.numbers import Quantity

Weigh = Callable[[str], float]
"""A folded word to how telling it is (its inverse document frequency)."""

_NO_MATCH = -1.0


class LexicalEvidence(NamedTuple):
    """What words, numbers and denials say. Shares lie between 0 and 1."""

    claim_share: float
    """Weight of the claim's words that stand in the passage."""
    passage_share: float
    """Weight of the passage's words that stand in the claim."""
    accented_share: float
    """Like ``claim_share``, but words must agree in their diacritics too."""
    pair_share: float
    """Neighbouring words of the claim that are neighbours in the passage."""
    gram_share: float
    """Runs of four letters of the claim that stand in the passage."""
    shared_weight: float
    """Summed weight of shared words."""
    rarest_shared: float
    """Weight of the most telling shared word."""
    rarest_missing: float
    """Weight of the most telling word of the claim that the passage lacks."""
    rarest_extra: float
    """Weight of the most telling word of the passage that the claim lacks."""
    longest_run: float
    """Longest run of words in common, in words."""
    numbers_agree: float
    numbers_differ: float
    """Numbers of one unit on both sides without one in common."""
    numbers_missing: float
    """Numbers of the claim of which the passage says nothing."""
    passage_denies: float
    """Shared words that only the passage denies."""
    claim_denies: float
    """Shared words that only the claim denies."""
    directions_differ: float
    passage_words: float
    claim_words: float


LEXICAL_NAMES = LexicalEvidence._fields


def compare(passage: Terms, claim: Terms, weigh: Weigh) -> LexicalEvidence:
    """Return the lexical evidence for ``claim`` being what ``passage`` is about."""
    shared = passage.vocabulary & claim.vocabulary
    missing = claim.vocabulary - shared
    extra = passage.vocabulary - shared
    shared_weight = sum(map(weigh, shared))
    claim_weight = shared_weight + sum(map(weigh, missing))
    passage_weight = shared_weight + sum(map(weigh, extra))
    accented = sum(
        weigh(folded)
        for word, folded in zip(claim.words, claim.folded, strict=True)
        if word in passage.accented
    )
    claim_total = sum(map(weigh, claim.folded))
    agree, differ, absent = compare_quantities(passage.quantities, claim.quantities)
    return LexicalEvidence(
        claim_share=_share(shared_weight, claim_weight),
        passage_share=_share(shared_weight, passage_weight),
        accented_share=_share(accented, claim_total),
        pair_share=_share(len(passage.pairs & claim.pairs), len(claim.pairs)),
        gram_share=_share(len(passage.grams & claim.grams), len(claim.grams)),
        shared_weight=shared_weight,
        rarest_shared=max(map(weigh, shared), default=0.0),
        rarest_missing=max(map(weigh, missing), default=0.0),
        rarest_extra=max(map(weigh, extra), default=0.0),
        longest_run=float(longest_common_run(passage.folded, claim.folded)),
        numbers_agree=float(agree),
        numbers_differ=float(differ),
        numbers_missing=float(absent),
        passage_denies=float(len((passage.denied - claim.denied) & claim.vocabulary)),
        claim_denies=float(len((claim.denied - passage.denied) & passage.vocabulary)),
        directions_differ=float(_opposed(passage.directions, claim.directions)),
        passage_words=float(len(passage.words)),
        claim_words=float(len(claim.words)),
    )


def compare_quantities(
    passage: Iterable[Quantity], claim: Iterable[Quantity]
) -> tuple[int, int, int]:
    """Return how many numbers of the claim agree, differ, and are missing in the passage."""
    passage = frozenset(passage)
    agree = differ = missing = 0
    for quantity in claim:
        same_unit = {other.value for other in passage if other.unit == quantity.unit}
        bare = {other.value for other in passage if not other.unit or not quantity.unit}
        if quantity.value in same_unit | bare:
            agree += 1
        elif same_unit:
            differ += 1
        else:
            missing += 1
    return agree, differ, missing


def longest_common_run(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    """Return the length of the longest run of words that stands in both."""
    best = 0
    places: dict[str, list[int]] = {}
    for place, word in enumerate(right):
        places.setdefault(word, []).append(place)
    runs: dict[int, int] = {}
    for word in left:
        if word not in places:
            runs = {}
            continue
        runs = {place: runs.get(place - 1, 0) + 1 for place in places[word]}
        best = max(best, *runs.values())
    return best


def _opposed(left: dict[str, int], right: dict[str, int]) -> int:
    return sum(1 for name, side in left.items() if right.get(name, side) != side)


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0
