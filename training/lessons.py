"""Lessons: batches of messages with their claims, hard negatives and near misses."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from kiemchung.evaluation import EvaluationSet, Query
from kiemchung.evaluation.run import open_indexed
from kiemchung.matching.encoder.e5_onnx import E5Encoder
from kiemchung.matching.terms import analyse
from training.examples import message_text, queries_of
from training.typing_noise import mistype

_BATCH = 32
_BY_MEANING, _BY_WORDS = 25, 15
"""Nearest wrong claims from which hard negatives are drawn."""
_MESSAGE_TOKENS, _CLAIM_TOKENS = 96, 64
_MISTYPED = 0.35
"""Share of the Vietnamese messages that are read as somebody types in a hurry."""

Tokens = list[list[int]]


@dataclass(frozen=True)
class Batch:
    messages: Tokens
    """First those with a claim, then near misses of the claims."""
    claims: Tokens
    """First that of each message, then hard negatives."""
    by_words: bool
    """Whether the words are to be told apart, too: of long texts that takes very long."""
    known: Tensor
    """Shape (pairs, claims): which claims are right for a message beside the one meant for it."""


class Lesson:
    """The train split of one set."""

    def __init__(
        self,
        data: EvaluationSet,
        encoder: E5Encoder,
        work: Path,
        *,
        hard: int,
        near: int,
    ) -> None:
        """Give each message ``hard`` hard negatives, and each claim up to ``near`` near misses."""
        self._encoder = encoder
        self._hard_ones, self._near_ones = hard, near
        taught = queries_of(data, "train")
        self._asked = [query for query in taught if query.relevant]
        self._near: dict[str, list[Query]] = defaultdict(list)
        for query in taught:
            if not query.relevant:
                self._near[query.near].append(query)
        self._claims = dict(
            zip(
                (entry.key for entry in data.entries),
                self._tokens([entry.text for entry in data.entries], _CLAIM_TOKENS),
                strict=True,
            )
        )
        self._hard = _hard_negatives(data, self._asked, encoder, work)

    @property
    def steps(self) -> int:
        """Batches in an epoch."""
        return len(self._asked) // _BATCH

    def epochs(self, count: int, chance: random.Random) -> Iterator[Batch]:
        """Yield the batches of ``count`` epochs, in an order and with draws of ``chance``."""
        for _ in range(count):
            order = chance.sample(range(len(self._asked)), len(self._asked))
            for start in range(0, self.steps * _BATCH, _BATCH):
                yield self._batch(order[start : start + _BATCH], chance)

    def _batch(self, places: Sequence[int], chance: random.Random) -> Batch:
        asked = [self._asked[place] for place in places]
        claims = [chance.choice(sorted(query.relevant)) for query in asked]
        near = [
            miss
            for claim in claims
            for miss in chance.sample(
                self._near[claim], min(self._near_ones, len(self._near[claim]))
            )
        ]
        for place in places:
            claims += chance.sample(self._hard[place], self._hard_ones)
        texts = [_typed(query, chance) for query in (*asked, *near)]
        return Batch(
            self._tokens(texts, _MESSAGE_TOKENS),
            [self._claims[claim] for claim in claims],
            self._near_ones > 0,
            _also_right(asked, claims),
        )

    def _tokens(self, texts: Sequence[str], most: int) -> Tokens:
        return [[*ids[: most - 1], ids[-1]] for ids in self._encoder.tokenise(texts)]


def _typed(query: Query, chance: random.Random) -> str:
    if query.language == "vi" and chance.random() < _MISTYPED:
        return message_text(mistype(query.text, chance))
    return message_text(query.text)


def _also_right(asked: Sequence[Query], claims: Sequence[str]) -> Tensor:
    return torch.tensor(
        [
            [
                # A claim may stand in the batch twice, for two messages.
                row != column and claim in query.relevant
                for column, claim in enumerate(claims)
            ]
            for row, query in enumerate(asked)
        ]
    )


def _hard_negatives(
    data: EvaluationSet, asked: Sequence[Query], encoder: E5Encoder, work: Path
) -> list[list[str]]:
    """Return for each message the wrong claims that are nearest before training."""
    snapshot = open_indexed(data, encoder, work / "indexes").snapshot()
    texts = [message_text(query.text) for query in asked]
    hard = []
    for query, text, vector in zip(asked, texts, encoder.encode_claims(texts).vectors, strict=True):
        hits = snapshot.search_vectors(vector, _BY_MEANING)
        hits += snapshot.search_words(analyse(text).words, _BY_WORDS)
        keys = dict.fromkeys(snapshot.document(row).entry.key for row, _ in hits)
        hard.append([key for key in keys if key not in query.relevant])
    return hard
