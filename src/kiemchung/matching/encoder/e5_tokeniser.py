"""How multilingual-e5-small takes texts apart: token numbers, and where passages lie in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import sentencepiece

from kiemchung.matching.encoder.base import Passages
from kiemchung.text.normal import collapse_blanks

_PREFIX = "query: "
_LONGEST = 256
"""Tokens read of one text; what lies behind is cut off."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What goes through the network in one piece, and the passages to take out of it."""

    tokens: list[int]
    """The begin mark, the prefix, the text, the end mark."""
    spans: tuple[slice, ...]
    """Where the words of each passage lie in ``tokens``."""


class E5Tokeniser:
    """Knows the vocabulary; ``normalisation`` maps the characters that it writes otherwise."""

    def __init__(
        self, vocabulary: Path, normalisation: dict[int, str], begin: int, end: int
    ) -> None:
        self._vocabulary = sentencepiece.SentencePieceProcessor(model_file=str(vocabulary))
        self._normalisation = normalisation
        self._begin, self._end = begin, end
        # The blank behind the prefix belongs to the first word.
        self.opening = len(self._vocabulary.encode(_PREFIX.rstrip())) + 1
        """Tokens before the words of a text: the begin mark and the prefix."""

    def tokens(self, text: str) -> list[int]:
        """Return the token numbers of ``text``, prefix and marks included."""
        return self._marked(self._vocabulary.encode(self._prepare(text)))

    def read(self, text: str) -> Reading:
        """Return how ``text`` is read on its own."""
        tokens = self.tokens(text)
        return Reading(tokens, (slice(self.opening, len(tokens) - 1),))

    def read_message(self, passages: Passages) -> Iterator[Reading]:
        """Yield how the passages of one message are read, in their order.

        They are read in one piece, each in the context of the others, which takes as long as
        the longest alone where that contains them; or on their own where one piece would be
        too long.
        """
        together = self._read_together(passages) if len(passages) > 1 else None
        yield from [together] if together else map(self.read, passages)

    def _read_together(self, passages: Passages) -> Reading | None:
        first, *others = passages = tuple(map(self._prepare_part, passages))
        whole = first if all(other in first for other in others) else ". ".join(passages)
        pieces = self._vocabulary.encode(_PREFIX + whole, return_type="proto").pieces
        tokens = self._marked([piece.id for piece in pieces])
        if len(tokens) < len(pieces) + 2:
            return None
        # The vocabulary counts in bytes.
        begins = np.array([piece.begin for piece in pieces]) - len(_PREFIX)
        ends = np.array([piece.end for piece in pieces]) - len(_PREFIX)
        spans = []
        for start, stop in _places(whole, passages):
            inside = np.flatnonzero((ends > start) & (begins < stop))
            if not len(inside):
                return None
            spans.append(slice(int(inside[0]) + 1, int(inside[-1]) + 2))
        return Reading(tokens, tuple(spans))

    def _marked(self, ids: Sequence[int]) -> list[int]:
        return [self._begin, *ids[: _LONGEST - 2], self._end]

    def _prepare(self, text: str) -> str:
        return collapse_blanks((_PREFIX + text).translate(self._normalisation))

    def _prepare_part(self, text: str) -> str:
        return self._prepare(text).removeprefix(_PREFIX)


def _places(whole: str, passages: Passages) -> Iterator[tuple[int, int]]:
    """Yield where in ``whole`` each passage stands, in bytes; windows of one sentence overlap."""
    content, start = whole.encode(), 0
    for passage in map(str.encode, passages):
        start = content.find(passage, start)
        yield start, start + len(passage)
