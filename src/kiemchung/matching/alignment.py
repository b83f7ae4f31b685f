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
_PLACES = np.arange(3)


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
    filled = [claim for claim in claims if len(claim)]
    if not len(passage) or not filled:
        return [NOT_ALIGNED] * len(claims)
    measured = iter(_measure(passage, filled))
    return [next(measured) if len(claim) else NOT_ALIGNED for claim in claims]


def _measure(passage: TokenVectors, claims: Sequence[TokenVectors]) -> list[Alignment]:
    """Measure all claims in one go: a call for each would cost more than the sums."""
    sizes = [len(claim) for claim in claims]
    starts = np.cumsum([0, *sizes[:-1]])
    directions = np.concatenate([claim.directions for claim in claims])
    cosines = _unit(directions) @ _unit(passage.directions).T
    of_claim = cosines.max(axis=1)
    of_passage = np.maximum.reduceat(cosines, starts, axis=0)
    claim = _shares(np.concatenate([claim.weights for claim in claims]), starts, sizes)
    words = _shares(passage.weights, np.array([0]), [len(passage)])
    columns = (
        np.add.reduceat(claim * of_claim, starts),
        of_passage @ words,
        *_three_worst(of_claim, claim, starts, sizes).T,
        np.add.reduceat(claim * (of_claim < _FAR), starts),
        np.add.reduceat(claim * (of_claim < _NEAR), starts),
        (of_passage < _FAR) @ words,
        (of_passage > _CLOSE) @ words,
        np.add.reduceat(claim * np.maximum(0.0, 1.0 - of_claim) ** 2, starts),
    )
    return [Alignment(*row) for row in np.stack(columns, axis=1).tolist()]


def _three_worst(
    cosines: NDArray[np.float32],
    shares: NDArray[np.float32],
    starts: NDArray[np.intp],
    sizes: Sequence[int],
) -> NDArray[np.float32]:
    """Return for each claim the lowest three cosines among its heavier tokens."""
    claims = np.arange(len(starts)).repeat(sizes)
    middles = shares[np.lexsort((shares, claims))][starts + np.floor_divide(sizes, 2)]
    is_heavier = shares >= middles[claims]
    heavier = np.where(is_heavier, cosines, np.inf)
    ordered = heavier[np.lexsort((heavier, claims))]
    last = np.add.reduceat(is_heavier, starts, dtype=np.intp) - 1
    return np.asarray(ordered[starts[:, None] + np.minimum(_PLACES, last[:, None])], np.float32)


def _unit(directions: NDArray[np.int8]) -> NDArray[np.float32]:
    return np.asarray(directions, np.float32) / np.float32(127)


def _shares(
    weights: NDArray[np.float16], starts: NDArray[np.intp], sizes: Sequence[int]
) -> NDArray[np.float32]:
    """Return each token's share of the weight of its text."""
    shares = weights.astype(np.float32)
    totals = np.add.reduceat(shares, starts) + np.float32(1e-6)
    return np.asarray(shares / np.repeat(totals, sizes), np.float32)
