"""Losses: a message and its claim should be nearer to each other than to anything else.

Contrastive losses with negatives from the batch (A. van den Oord et al., "InfoNCE", 2018), on
whole texts and, by late interaction, on their words.
"""

import torch
from torch import Tensor
from torch.nn import functional

from training.network import Encoded

_NEVER = -1e4
_TEMPERATURE = 0.02
_BY_WORDS = 14.0
_BACK = 0.4
"""Weight of a claim preferring its message, beside a message preferring its claim."""
_WORDS = 0.5
"""Weight of the words' loss beside that of whole texts."""


def message_to_claim(
    messages: Encoded, claims: Encoded, known: Tensor, *, by_words: bool
) -> Tensor:
    """Return the loss of message n being about claim n, as texts and where wanted as words.

    ``known`` (pairs, claims) tells which further claims are right for a message. There are as
    many pairs as it has rows; ``messages`` may have more rows, near misses, which are further
    wrong answers to each claim, and ``claims`` more rows, hard negatives.
    """
    whole = messages.vectors @ claims.vectors.T / _TEMPERATURE
    loss = _both_ways(whole, known)
    if not by_words:
        return loss
    of_claim, of_message = coverage(messages, claims)
    return loss + _WORDS * _both_ways((of_claim + 0.5 * of_message) * _BY_WORDS, known)


def _both_ways(scores: Tensor, known: Tensor) -> Tensor:
    """Return the loss for ``scores`` (messages, claims), from each side to the other."""
    count = len(known)
    right = torch.arange(count)
    forth = scores[:count].masked_fill(known, _NEVER)
    further = len(scores) - count
    known_back = functional.pad(known[:, :count].T, (0, further))
    back = scores[:, :count].T.masked_fill(known_back, _NEVER)
    return functional.cross_entropy(forth, right) + _BACK * functional.cross_entropy(back, right)


def coverage(messages: Encoded, claims: Encoded) -> tuple[Tensor, Tensor]:
    """Return how well the words of each claim, and of each message, are covered by the other.

    Both have the shape (messages, claims).
    """
    cosines = torch.einsum("qik,djk->qdij", messages.directions, claims.directions)
    cosines = cosines.masked_fill(~messages.words[:, None, :, None], -1)
    cosines = cosines.masked_fill(~claims.words[None, :, None, :], -1)
    claim_weights, message_weights = claims.weights, messages.weights
    of_claim = (cosines.amax(2) * claim_weights[None]).sum(2) / (claim_weights.sum(1)[None] + 1e-6)
    of_message = (cosines.amax(3) * message_weights[:, None]).sum(2)
    return of_claim, of_message / (message_weights.sum(1)[:, None] + 1e-6)
