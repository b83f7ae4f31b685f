"""Vietnamese as people type it: without diacritics, with half of them, with slips, in teencode."""

import random
from collections.abc import Callable

from kiemchung.text.folding import fold_aligned

_TEENCODE = {
    "không": ("ko", "k", "hok", "hong", "khong"),
    "được": ("dc", "đc", "duoc"),
    "biết": ("bt", "bit"),
    "với": ("vs",),
    "gì": ("j", "gi"),
    "rồi": ("r", "roi"),
    "vậy": ("z", "v"),
    "thôi": ("thui",),
    "mọi người": ("mn",),
    "người": ("ng",),
    "như thế nào": ("ntn",),
    "cũng": ("cx",),
    "điện thoại": ("đt", "dt"),
    "giờ": ("h",),
    "mình": ("mk",),
    "thật": ("thiệt", "that"),
}


def mistype(text: str, chance: random.Random) -> str:
    """Return ``text`` as somebody might have typed it."""
    kind = chance.random()
    for upto, change in _CHANGES:
        if kind < upto:
            return change(text, chance)
    return text.lower()


def _without_diacritics(text: str, chance: random.Random) -> str:
    bare = fold_letters(text)
    return bare.lower() if chance.random() < 0.7 else bare


def _half(text: str, chance: random.Random) -> str:
    share = chance.uniform(0.3, 0.8)
    return " ".join(fold_letters(w) if chance.random() < share else w for w in text.split(" "))


def _slips(text: str, chance: random.Random) -> str:
    words = [_slip(word, chance) if chance.random() < 0.15 else word for word in text.split(" ")]
    if len(words) > 1 and chance.random() < 0.3:
        place = chance.randrange(len(words) - 1)
        words[place : place + 2] = [words[place] + words[place + 1]]
    return " ".join(words)


def _slip(word: str, chance: random.Random) -> str:
    if len(word) < 3:
        return word
    place = chance.randrange(len(word) - 1)
    kind = chance.random()
    if kind < 0.3:
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind < 0.55:
        return word[:place] + word[place] + word[place:]
    return word[:place] + word[place + 1 :] if kind < 0.75 else fold_letters(word)


def _teencode(text: str, chance: random.Random) -> str:
    for word, short in _TEENCODE.items():
        if word in text and chance.random() < 0.7:
            text = text.replace(word, chance.choice(short))
    return _half(text, chance) if chance.random() < 0.5 else text


_CHANGES: tuple[tuple[float, Callable[[str, random.Random], str]], ...] = (
    (0.45, _without_diacritics),
    (0.60, _half),
    (0.75, _slips),
    (0.90, _teencode),
)


def fold_letters(text: str) -> str:
    """Return ``text`` without diacritics, capitals kept."""
    return "".join(
        fold_aligned(letter).upper() if letter.isupper() else fold_aligned(letter)
        for letter in text
    )
