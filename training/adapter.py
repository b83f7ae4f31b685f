"""Training of the adapter: first on texts that say the same without labels, then on pairs."""

import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor

from kiemchung.matching.encoder.e5_adapter import Adapter
from kiemchung.matching.encoder.e5_onnx import E5Encoder, open_e5
from kiemchung.matching.encoder.e5_weights import E5Weights, installed_weights
from training.examples import (
    Pair,
    Sets,
    message_text,
    pairs,
    split_for_ranker,
    titles_and_texts,
    vietnamese_sentences,
)
from training.losses import both_ways, message_to_claim
from training.network import AdaptedE5
from training.substitution import near_miss
from training.typing_noise import mistype

_WARMING_STEPS = 140
_WARMING_BATCH = 48
_EPOCHS = 2
_BATCH = 28
_TIMES = 3
_HARD = 2
"""Mined hard negatives for each pair."""
_MINED = 12
_MOST_NEAR = 10
_MOST_MADE = 14
_MESSAGE_TOKENS, _CLAIM_TOKENS, _SHORT_TOKENS = 96, 80, 64
_SEED = 7

T = TypeVar("T")


class _Optimiser:
    def __init__(self, network: AdaptedE5, rate: float, steps: int) -> None:
        self._parameters = list(network.parameters())
        self._optimiser = torch.optim.AdamW(self._parameters, lr=rate, weight_decay=0)
        self._rate, self._steps, self._step = rate, steps, 0

    def step(self, loss: Tensor) -> None:
        warm = min(1.0, (self._step + 1) / 15)
        rate = self._rate * warm * max(0.05, 1 - self._step / self._steps)
        for group in self._optimiser.param_groups:
            group["lr"] = rate
        self._optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self._parameters, 1.0)
        self._optimiser.step()
        self._step += 1


class AdapterTraining:
    """One training run; equal input gives an equal adapter on equal hardware."""

    def __init__(self, sets: Sets) -> None:
        torch.manual_seed(0)
        torch.use_deterministic_algorithms(True)
        messages, tweets, _ = split_for_ranker(sets)
        self._sets = sets
        self._pairs = pairs(sets, messages, tweets)
        self._network = AdaptedE5(E5Weights(installed_weights()))
        self._folder = tempfile.TemporaryDirectory()
        self._tokeniser = open_e5(Path(self._folder.name))

    def run(self, target: Path, work: Path) -> None:
        """Write the adapter to ``target``; the warmed-up network is kept in ``work``."""
        warm = work / "warm.pt"
        if not warm.exists():
            self._warm_up()
            work.mkdir(parents=True, exist_ok=True)
            torch.save(self._network.trained(), warm)
        self._network.load_state_dict(torch.load(warm), strict=False)
        self._learn_pairs()
        self._network.save(target)

    def _tokens(self, texts: Sequence[str], most: int) -> list[list[int]]:
        return [[*ids[: most - 1], ids[-1]] for ids in self._tokeniser.tokenise(texts)]

    def _warm_up(self) -> None:
        chance = random.Random(1)
        english, vietnamese = titles_and_texts(self._sets), vietnamese_sentences()
        chance.shuffle(english)
        chance.shuffle(vietnamese)
        optimiser = _Optimiser(self._network, 2.5e-4, _WARMING_STEPS)
        start = time.monotonic()
        for step in range(_WARMING_STEPS):
            place = step // 2 * _WARMING_BATCH
            if step % 2 == 0:
                batch = _round_robin(english, place, _WARMING_BATCH)
            else:
                sentences = _round_robin(vietnamese, place, _WARMING_BATCH)
                batch = [(mistype(sentence, chance), sentence) for sentence in sentences]
            sides = [
                self._network(self._tokens(s, _SHORT_TOKENS)) for s in zip(*batch, strict=True)
            ]
            loss = both_ways(*sides, temperature=0.03)
            optimiser.step(loss)
            if step % 20 == 19:
                _report(f"warm-up {step + 1}/{_WARMING_STEPS}", loss.item(), start)

    def _learn_pairs(self) -> None:
        chance = random.Random(_SEED)
        answered = [
            pair
            for pair in self._pairs
            if pair.relevant
            # There are few messages; typed in other ways each time they bear repeating.
            for _ in range(1 if pair.is_tweet else _TIMES)
        ]
        near = defaultdict(list)
        for pair in self._pairs:
            for claim in pair.near:
                near[claim].append(pair)
        steps = _EPOCHS * (len(answered) // _BATCH)
        optimiser = _Optimiser(self._network, 2e-4, steps)
        claim_tokens = self._tokens(self._sets.claims, _CLAIM_TOKENS)
        for epoch in range(_EPOCHS):
            start = time.monotonic()
            bank, hard = self._bank_and_hard_negatives(answered)
            _report(f"epoch {epoch + 1}: library encoded", 0.0, start)
            order = list(range(len(answered)))
            chance.shuffle(order)
            losses = []
            for place in range(0, len(order) - _BATCH + 1, _BATCH):
                chosen = order[place : place + _BATCH]
                batch = [answered[i] for i in chosen]
                claims = [chance.choice(pair.relevant) for pair in batch]
                misses = [pair for claim in claims for pair in near[claim]][:_MOST_NEAR]
                made = _made_near_misses(batch, chance)
                for i in chosen:
                    claims += chance.sample(hard[i], _HARD)
                texts = [self._varied(pair, chance) for pair in (*batch, *misses, *made)]
                loss = message_to_claim(
                    self._network(self._tokens(texts, _MESSAGE_TOKENS)),
                    self._network([claim_tokens[claim] for claim in claims]),
                    bank,
                    *_no_wrong_answers(batch, claims, len(bank)),
                )
                optimiser.step(loss)
                losses.append(loss.item())
                if len(losses) % 10 == 0:
                    _report(
                        f"epoch {epoch + 1}, batch {len(losses)}", float(np.mean(losses)), start
                    )

    def _varied(self, pair: Pair, chance: random.Random) -> str:
        if pair.language == "vi" and chance.random() < 0.4:
            return message_text(mistype(pair.raw, chance))
        return message_text(pair.raw)

    def _bank_and_hard_negatives(self, answered: list[Pair]) -> tuple[Tensor, list[list[int]]]:
        """Encode the library as it is read now, and find what each message confuses its claim with."""
        encoder = self._current_encoder()
        bank = encoder.encode_claims(self._sets.claims).vectors
        messages = encoder.encode_messages([message_text(p.raw) for p in answered]).vectors
        border = len(self._sets.tweets.entries)
        hard = []
        for vector, pair in zip(messages, answered, strict=True):
            low, high = (0, border) if pair.relevant[0] < border else (border, len(bank))
            nearest = np.argsort(-(bank[low:high] @ vector))[: _MINED + len(pair.relevant)] + low
            hard.append([int(i) for i in nearest if i not in pair.relevant][:_MINED])
        return torch.from_numpy(bank), hard

    def _current_encoder(self) -> E5Encoder:
        path = Path(self._folder.name) / "current.npz"
        self._network.save(path)
        return open_e5(Path(self._folder.name), adapter=Adapter.read(path))


def _made_near_misses(batch: Sequence[Pair], chance: random.Random) -> list[Pair]:
    """Return near misses of messages; in tweets the words found are seldom the decisive ones."""
    messages = [pair for pair in batch if not pair.is_tweet]
    changed = ((pair, near_miss(pair.raw, pair.language, chance)) for pair in messages)
    made = [replace(pair, raw=raw) for pair, raw in changed if raw is not None]
    return made[:_MOST_MADE]


def _no_wrong_answers(
    batch: Sequence[Pair], claims: Sequence[int], size: int
) -> tuple[Tensor, Tensor]:
    known = torch.zeros(len(batch), len(claims), dtype=torch.bool)
    in_bank = torch.zeros(len(batch), size, dtype=torch.bool)
    in_bank[:, claims] = True
    for row, pair in enumerate(batch):
        in_bank[row, list(pair.relevant)] = True
        for column, claim in enumerate(claims):
            known[row, column] = column != row and claim in pair.relevant
    return known, in_bank


def _round_robin(items: Sequence[T], start: int, count: int) -> list[T]:
    return [items[(start + n) % len(items)] for n in range(count)]


def _report(what: str, loss: float, start: float) -> None:
    print(f"{what}: loss {loss:.4f}, {time.monotonic() - start:.0f} s", flush=True)
