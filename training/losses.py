"""Losses: a message and its claim should be nearer to each other than to anything else.

Contrastive losses with in-batch negatives (A. van den Oord et al., "InfoNCE", 2018), on whole
texts and, by late interaction, on their words.
"""

import torch
from torch import Tensor
from torch.nn import functional

from training.network import Encoded

_NEVER = -1e4


def both_ways(left: Encoded, right: Encoded, temperature: float) -> Tensor:
    """Return the loss of row n on the left belonging to row n on the right, and back."""
    same = torch.arange(len(left.vectors))
    whole = left.vectors @ right.vectors.T / temperature
    of_claim, of_message = coverage(left, right)
    by_words = (of_claim + of_message) * 12
    return _symmetric(whole, same) + 0.5 * _symmetric(by_words, same)


def _symmetric(scores: Tensor, same: Tensor) -> Tensor:
    forth = functional.cross_entropy(scores, same)
    return (forth + functional.cross_entropy(scores.T, same)) / 2


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


def message_to_claim(
    messages: Encoded, claims: Encoded, bank: Tensor, known: Tensor, in_bank: Tensor
) -> Tensor:
    """Return the loss of message n being about claim n.

    ``messages`` may have more rows, near misses, than there are pairs: they are further wrong
    answers to each claim. ``claims`` has more rows too, hard negatives. ``bank`` holds vectors
    of the whole library. ``known`` (pairs, claims) and ``in_bank`` (pairs, bank) tell what is
    no wrong answer.
    """
    count = len(known)
    same = torch.arange(count)
    temperature = 0.02
    forth = messages.vectors[:count] @ claims.vectors.T / temperature
    library = messages.vectors[:count] @ bank.T / temperature
    choices = [forth.masked_fill(known, _NEVER), library.masked_fill(in_bank, _NEVER)]
    loss = functional.cross_entropy(torch.cat(choices, 1), same)
    further = len(messages.vectors) - count
    known_back = functional.pad(known[:, :count].T, (0, further))
    back = claims.vectors[:count] @ messages.vectors.T / temperature
    loss = loss + 0.4 * functional.cross_entropy(back.masked_fill(known_back, _NEVER), same)
    of_claim, of_message = coverage(messages, claims)
    by_words = (of_claim + 0.5 * of_message) * 14
    words_forth = by_words[:count].masked_fill(known, _NEVER)
    words_back = by_words[:, :count].T.masked_fill(known_back, _NEVER)
    loss = loss + 0.5 * functional.cross_entropy(words_forth, same)
    return loss + 0.4 * functional.cross_entropy(words_back, same)
