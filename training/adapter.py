"""Training of the adapter: a message should be nearer to its claim than to any other.

Two lessons take turns: English tweets over a large library, and short messages in Vietnamese
and English with near misses (V. Karpukhin et al., "Dense Passage Retrieval", 2020, for hard
negatives).
"""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch

from kiemchung.matching.encoder.e5_onnx import open_e5
from kiemchung.matching.encoder.e5_weights import E5Weights, installed_weights
from training.examples import Sets
from training.lessons import Batch, Lesson
from training.losses import message_to_claim
from training.network import AdaptedE5

_TWEET_EPOCHS, _PAIR_EPOCHS = 3, 2
_RATE, _WARM_STEPS = 3e-4, 20


class AdapterTraining:
    """One run; equal input gives an equal adapter on equal hardware."""

    def __init__(self, sets: Sets, work: Path) -> None:
        torch.manual_seed(0)
        torch.use_deterministic_algorithms(True)
        encoder = open_e5(work / "encoders")
        self._chance = random.Random(0)
        self._lessons = [
            (Lesson(sets.tweets, encoder, work, hard=1, near=0), _TWEET_EPOCHS),
            (Lesson(sets.pairs, encoder, work, hard=1, near=2), _PAIR_EPOCHS),
        ]
        self._network = AdaptedE5(E5Weights(installed_weights()))
        self._optimiser = torch.optim.AdamW(self._network.parameters(), weight_decay=0)

    def run(self, target: Path) -> None:
        """Train, and write the adapter to ``target``."""
        turns = self._turns()
        steps = len(turns)
        start = time.monotonic()
        for step, lesson in enumerate(turns):
            warm = min(1, (step + 1) / _WARM_STEPS)
            loss = self._learn(next(lesson), _RATE * warm * max(0.05, 1 - step / steps))
            if step % 5 == 4:
                took = time.monotonic() - start
                print(f"step {step + 1}/{steps}: loss {loss:.4f}, {took:.0f} s", flush=True)
        self._network.save(target)

    def _turns(self) -> list[Iterator[Batch]]:
        """Return for each step the lesson whose turn it is, in mixed order."""
        turns = []
        for lesson, epochs in self._lessons:
            batches = lesson.epochs(epochs, self._chance)
            turns += [batches] * (epochs * lesson.steps)
        self._chance.shuffle(turns)
        return turns

    def _learn(self, batch: Batch, rate: float) -> float:
        loss = message_to_claim(
            self._network(batch.messages),
            self._network(batch.claims),
            batch.known,
            by_words=batch.by_words,
        )
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        self._optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._network.parameters(), 1.0)
        self._optimiser.step()
        return float(loss.item())
