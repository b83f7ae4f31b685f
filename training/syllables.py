"""How Vietnamese syllables are written, alone and beside each other, in the texts for training."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from kiemchung.matching.terms import analyse
from kiemchung.text.folding import has_accents
from training.examples import Sets, message_text, queries_of

_LEAST = 2
"""A pair seen once is left out: it takes room and seldom comes back."""


def count_syllables(sets: Sets, path: Path) -> None:
    """Write to ``path`` how often each syllable and each pair stands in the train split."""
    syllables, pairs = Counter[str](), Counter[str]()
    for text in _texts(sets):
        written = analyse(text).words
        syllables.update(written)
        pairs.update(" ".join(pair) for pair in pairwise(written))
    often = {pair: times for pair, times in pairs.items() if times >= _LEAST}
    counted = sorted({**syllables, **often}.items())
    path.write_text("".join(f"{text}\t{n}\n" for text, n in counted), encoding="utf-8")


def _texts(sets: Sets) -> Iterator[str]:
    train = queries_of(sets.pairs, "train")
    claims = {key for query in train for key in query.relevant}
    for entry in sets.pairs.entries:
        if entry.key in claims and has_accents(entry.text):
            yield entry.text
    for query in train:
        if query.language == "vi" and has_accents(query.text):
            yield message_text(query.text)
