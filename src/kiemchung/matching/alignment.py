"""Alignment: which words of a claim have a counterpart in a passage, in any wording or language.

Late interaction (O. Khattab and M. Zaharia, "ColBERT", 2020): every token of one text is held
against all tokens of the other, and the nearest counts. Where the nearest is far, the texts
differ in that point, however near they are as a whole.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kiemchung.matching.encoder.base import TokenVectors, Vectors

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


def align(passage: TokenVectors, claim: TokenVectors) -> Alignment:
    """Return how ``claim`` lines up with ``passage``."""
    if not len(passage) or not len(claim):
        return NOT_ALIGNED
    cosines = token_cosines(passage, claim)
    of_claim, of_passage = cosines.max(axis=1), cosines.max(axis=0)
    claim_weights, passage_weights = _shares(claim.weights), _shares(passage.weights)
    heavier = np.sort(of_claim[claim_weights >= np.median(claim_weights)])
    return Alignment(
        claim_aligned=float(claim_weights @ of_claim),
        passage_aligned=float(passage_weights @ of_passage),
        worst=float(heavier[0]),
        second_worst=float(heavier[min(1, len(heavier) - 1)]),
        third_worst=float(heavier[min(2, len(heavier) - 1)]),
        claim_far=float(claim_weights @ (of_claim < _FAR)),
        claim_not_near=float(claim_weights @ (of_claim < _NEAR)),
        passage_far=float(passage_weights @ (of_passage < _FAR)),
        passage_close=float(passage_weights @ (of_passage > _CLOSE)),
        claim_gap=float(claim_weights @ np.maximum(0.0, 1.0 - of_claim) ** 2),
    )


def token_cosines(passage: TokenVectors, claim: TokenVectors) -> NDArray[np.float32]:
    """Return the cosine of every token of ``claim`` (rows) to every one of ``passage``."""
    return np.asarray(_unit(claim) @ _unit(passage).T, dtype=np.float32)


def _unit(tokens: TokenVectors) -> Vectors:
    return np.asarray(tokens.directions, np.float32) / np.float32(127)


def _shares(weights: NDArray[np.float16]) -> NDArray[np.float32]:
    shares = weights.astype(np.float32)
    return np.asarray(shares / (shares.sum() + 1e-6), np.float32)
