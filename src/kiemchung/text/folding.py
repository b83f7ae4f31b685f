"""Folding: the same text without case and without diacritics."""

import re
import unicodedata

# U+0300 to U+036F are the accents of Latin, Greek and Cyrillic. Vowel signs of Thai, Khmer
# or Devanagari are combining marks too, but leaving them out would change the word.
_ACCENTS = re.compile("[\u0300-\u036f]+")
_STROKED = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ħ": "h", "ŧ": "t", "ı": "i", "ß": "ss"})


def fold(text: str) -> str:
    """Return ``text`` case-folded, without accents; đ becomes d."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold().translate(_STROKED))
    return unicodedata.normalize("NFC", _ACCENTS.sub("", decomposed))


def has_accents(text: str) -> bool:
    """Say whether folding changes more of ``text`` than its case."""
    return not text.isascii() and fold(text) != text.casefold()


class _FirstFolded(dict[int, str]):
    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = folded[0] if folded else chr(code)
        return self[code]


_FIRST_FOLDED = _FirstFolded()


def fold_aligned(text: str) -> str:
    """Return ``text`` folded character by character, so that positions stay the same."""
    return text.translate(_FIRST_FOLDED)
