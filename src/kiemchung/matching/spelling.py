"""Words run together, split where the library knows the parts."""

from collections.abc import Callable

import regex

from kiemchung.text.folding import fold_aligned
from kiemchung.text.language import is_syllable

_WORD = regex.compile(r"[\p{L}\p{M}]{4,24}")
_MOST_PARTS = 4


def known_words(text: str, knows: Callable[[str], bool]) -> str:
    """Return ``text`` with unknown words split into syllables that ``knows`` says are known.

    "uốngnước" becomes "uống nước" where the library has "uong" and "nuoc"; a word that the
    library has, or whose parts it lacks, stays.
    """
    return _WORD.sub(lambda word: _split(word.group(), knows), text)


def _split(word: str, knows: Callable[[str], bool]) -> str:
    folded = fold_aligned(word.lower())
    if is_syllable(folded) or knows(folded):
        return word
    lengths = _parts(folded, knows, _MOST_PARTS)
    if lengths is None:
        return word
    pieces, start = [], 0
    for length in lengths:
        pieces.append(word[start : start + length])
        start += length
    return " ".join(pieces)


def _parts(folded: str, knows: Callable[[str], bool], most: int) -> list[int] | None:
    """Return the lengths of the fewest known syllables that make up ``folded``."""
    if not folded:
        return []
    if most == 0:
        return None
    best: list[int] | None = None
    for length in range(min(len(folded), 7), 1, -1):
        head = folded[:length]
        if not (is_syllable(head) and knows(head)):
            continue
        rest = _parts(folded[length:], knows, most - 1)
        if rest is not None and (best is None or len(rest) + 1 < len(best)):
            best = [length, *rest]
    return best
