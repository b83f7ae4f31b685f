"""Alignment: which words of a claim have a counterpart in a passage, in any wording or language.

Late interaction (O. Khattab and M. Zaharia, "ColBERT", 2020): every token of one text is held
against all tokens of the other, and the nearest counts. Where the nearest is far, the texts
differ in that point, however near they are as a whole.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kiemchung.matching.encoder.base import TokenVectors

_FAR, _NEAR, _CLOSE = 0.5, 0.7, 0.8


class Alignment(NamedTuple):
    """How well two texts line up; shares are of the tokens' summed weight."""

    claim_aligned: float
    """Mean cosine of the claim's tokens to their nearest in the passage."""
    passage_aligned: float
    worst: float
    """The lowest cosine among the claim's heavier tokens, and the next two."""
    second_worst: float
    third_worst: float
    claim_far: float
    """Share of the claim without anything even loosely near."""
    claim_not_near: float
    passage_far: float
    passage_close: float
    claim_gap: float
    """Mean squared distance: a few bad gaps weigh more than many small ones."""


ALIGNMENT_NAMES = Alignment._fields

NOT_ALIGNED = Alignment(0.0, 0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0)


def align_all(passage: TokenVectors, claims: Sequence[TokenVectors]) -> list[Alignment]:
    """Return how each of ``claims`` lines up with ``passage``."""
    sizes = [len(claim) for claim in claims]
    if not len(passage) or not sum(sizes):
        return [NOT_ALIGNED] * len(claims)
    filled = [claim for claim in claims if len(claim)]
    directions = np.concatenate([claim.directions for claim in filled])
    cosines = _unit(directions) @ _unit(passage.directions).T
    ends = np.cumsum(sizes)
    weights = _shares(passage.weights)
    return [
        _measure(cosines[end - size : end], _shares(claim.weights), weights)
        if size
        else NOT_ALIGNED
        for claim, size, end in zip(claims, sizes, ends, strict=True)
    ]


def _measure(
    cosines: NDArray[np.float32], claim: NDArray[np.float32], passage: NDArray[np.float32]
) -> Alignment:
    """Sum up the cosines of a claim's tokens (rows) to a passage's, given both sides' weights."""
    of_claim, of_passage = cosines.max(axis=1), cosines.max(axis=0)
    middle = np.sort(claim)[len(claim) // 2]
    heavier = np.sort(of_claim[claim >= middle])
    last = len(heavier) - 1
    return Alignment(
        claim_aligned=float(claim @ of_claim),
        passage_aligned=float(passage @ of_passage),
        worst=float(heavier[0]),
        second_worst=float(heavier[min(1, last)]),
        third_worst=float(heavier[min(2, last)]),
        claim_far=float(claim @ (of_claim < _FAR)),
        claim_not_near=float(claim @ (of_claim < _NEAR)),
        passage_far=float(passage @ (of_passage < _FAR)),
        passage_close=float(passage @ (of_passage > _CLOSE)),
        claim_gap=float(claim @ np.maximum(0.0, 1.0 - of_claim) ** 2),
    )


def _unit(directions: NDArray[np.int8]) -> NDArray[np.float32]:
    return np.asarray(directions, np.float32) / np.float32(127)


def _shares(weights: NDArray[np.float16]) -> NDArray[np.float32]:
    shares = weights.astype(np.float32)
    return np.asarray(shares / (shares.sum() + 1e-6), np.float32)
