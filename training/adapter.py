"""Training of the adapter: a tweet should be nearer to its claim than to any other.

A contrastive loss with in-batch and mined hard negatives (A. van den Oord et al., "InfoNCE",
2018; V. Karpukhin et al., "Dense Passage Retrieval", 2020).
"""

import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from kiemchung.evaluation import Query
from kiemchung.evaluation.run import open_indexed
from kiemchung.matching.encoder.e5_onnx import E5Encoder, open_e5
from kiemchung.matching.encoder.e5_weights import E5Weights, installed_weights
from kiemchung.matching.terms import analyse
from training.examples import Sets, message_text, tweets_of
from training.network import AdaptedE5

_EPOCHS = 4
_BATCH = 32
_HARD = 2
"""Hard negatives for each tweet in a batch."""
_BY_MEANING, _BY_WORDS = 25, 15
"""Nearest wrong claims from which they are drawn."""
_RATE, _WARM_STEPS = 3e-4, 20
_TEMPERATURE = 0.02
_BACK = 0.3
"""Weight of a claim preferring its tweet, beside a tweet preferring its claim."""
_TWEET_TOKENS, _CLAIM_TOKENS = 128, 96
_NEVER = -1e4


class AdapterTraining:
    """One run; equal input gives an equal adapter on equal hardware."""

    def __init__(self, sets: Sets, work: Path) -> None:
        torch.manual_seed(0)
        torch.use_deterministic_algorithms(True)
        self._chance = random.Random(0)
        self._tweets = tweets_of(sets, "train")
        encoder = open_e5(work / "encoders")
        places = {entry.key: place for place, entry in enumerate(sets.tweets.entries)}
        self._relevant = [[places[key] for key in sorted(q.relevant)] for q in self._tweets]
        self._hard = _hard_negatives(sets, self._tweets, places, encoder, work)
        self._messages = _tokens(
            encoder, [message_text(q.text) for q in self._tweets], _TWEET_TOKENS
        )
        self._claims = _tokens(encoder, [e.text for e in sets.tweets.entries], _CLAIM_TOKENS)
        self._network = AdaptedE5(E5Weights(installed_weights()))
        self._optimiser = torch.optim.AdamW(self._network.parameters(), weight_decay=0)

    def run(self, target: Path) -> None:
        """Train, and write the adapter to ``target``."""
        steps = _EPOCHS * (len(self._tweets) // _BATCH)
        start = time.monotonic()
        for step in range(steps):
            if step % (steps // _EPOCHS) == 0:
                order = self._chance.sample(range(len(self._tweets)), len(self._tweets))
            place = step % (steps // _EPOCHS) * _BATCH
            loss = self._loss(order[place : place + _BATCH])
            self._step(loss, _RATE * min(1, (step + 1) / _WARM_STEPS) * max(0.05, 1 - step / steps))
            if step % 10 == 9:
                took = time.monotonic() - start
                print(f"step {step + 1}/{steps}: loss {loss.item():.4f}, {took:.0f} s", flush=True)
        self._network.save(target)

    def _loss(self, batch: Sequence[int]) -> Tensor:
        claims = [self._relevant[tweet][0] for tweet in batch]
        claims += [c for tweet in batch for c in self._chance.sample(self._hard[tweet], _HARD)]
        tweets = self._network([self._messages[tweet] for tweet in batch])
        found = self._network([self._claims[claim] for claim in claims])
        scores = (tweets @ found.T / _TEMPERATURE).masked_fill(
            self._also_right(batch, claims), _NEVER
        )
        right = torch.arange(len(batch))
        back = functional.cross_entropy(scores[:, : len(batch)].T, right)
        return functional.cross_entropy(scores, right) + _BACK * back

    def _also_right(self, batch: Sequence[int], claims: Sequence[int]) -> Tensor:
        """Return which claims of the batch are right for a tweet beside the one meant for it."""
        return torch.tensor(
            [
                [
                    row != column and claim in self._relevant[tweet]
                    for column, claim in enumerate(claims)
                ]
                for row, tweet in enumerate(batch)
            ]
        )

    def _step(self, loss: Tensor, rate: float) -> None:
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        self._optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimiser.step()


def _tokens(encoder: E5Encoder, texts: Sequence[str], most: int) -> list[list[int]]:
    return [[*ids[: most - 1], ids[-1]] for ids in encoder.tokenise(texts)]


def _hard_negatives(
    sets: Sets, tweets: Sequence[Query], places: dict[str, int], encoder: E5Encoder, work: Path
) -> list[list[int]]:
    """Return for each tweet the wrong claims that are nearest before training."""
    snapshot = open_indexed(sets.tweets, encoder, work / "indexes").snapshot()
    texts = [message_text(tweet.text) for tweet in tweets]
    hard = []
    for tweet, text, vector in zip(
        tweets, texts, encoder.encode_messages(texts).vectors, strict=True
    ):
        hits = snapshot.search_vectors(vector, _BY_MEANING)
        hits += snapshot.search_words(analyse(text).words, _BY_WORDS)
        keys = dict.fromkeys(snapshot.document(row).entry.key for row, _ in hits)
        hard.append([places[key] for key in keys if key not in tweet.relevant])
    return hard
