"""Near misses made by hand's rule: one decisive word or number of a message is exchanged.

They teach what sets two claims on one topic apart. They serve training only: the test messages
are written by themselves.
"""

import random
from collections import defaultdict
from functools import cache
from pathlib import Path

import regex

from kiemchung.text.folding import has_accents

_TABLE = Path(__file__).parent / "substitutes.tsv"
_NUMBER = regex.compile(r"(?<![\p{L}\d.,])\d{1,4}(?![\d.,]*\d|\p{L})")
_FACTORS = (2, 3, 5, 10)


def near_miss(text: str, language: str, chance: random.Random) -> str | None:
    """Return ``text`` with one known word or number exchanged, None where it has none.

    Vietnamese without diacritics is left alone: "gan" may be "gần" there.
    """
    if language == "vi" and not has_accents(text):
        return None
    pattern, groups = _known(language)
    words = list(pattern.finditer(text))
    numbers = list(_NUMBER.finditer(text))
    if not words and not numbers:
        return None
    found = chance.choice([*words, *numbers])
    if found in numbers:
        other = str(int(found.group()) * chance.choice(_FACTORS) + chance.randrange(2))
    else:
        other = chance.choice(_others(found.group().lower(), groups))
        other = other if found.group()[0].islower() else other[0].upper() + other[1:]
    return text[: found.start()] + other + text[found.end() :]


def _others(word: str, groups: dict[str, list[str]]) -> list[str]:
    kinds = [words for words in groups.values() if word in (w.lower() for w in words)]
    return [other for other in kinds[0] if word not in other.lower() and other.lower() not in word]


@cache
def _known(language: str) -> tuple[regex.Pattern[str], dict[str, list[str]]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        kind, vietnamese, english = line.split("\t")
        word = vietnamese if language == "vi" else english
        if word not in groups[kind]:
            groups[kind].append(word)
    longest = sorted({w for words in groups.values() for w in words}, key=len, reverse=True)
    choices = "|".join(regex.escape(word) for word in longest)
    return regex.compile(rf"(?<!\p{{L}})(?:{choices})(?!\p{{L}})", regex.IGNORECASE), groups
