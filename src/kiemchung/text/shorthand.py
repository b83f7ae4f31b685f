"""Teencode and Telex leftovers: Vietnamese as it is typed in a hurry, written out."""

import functools
import unicodedata

import regex

from kiemchung.text.folding import fold
from kiemchung.text.language import is_syllable

# Only shorthand that means one thing wherever it stands.
_SHORTHAND = {
    "ko": "không", "k": "không", "kh": "không", "hok": "không", "hem": "không", "hk": "không",
    "hong": "không", "hông": "không", "hổng": "không", "khum": "không",
    "dc": "được", "đc": "được", "đk": "được", "dk": "được", "dx": "được",
    "bt": "biết", "bik": "biết", "bít": "biết", "mn": "mọi người", "mng": "mọi người",
    "ng": "người", "ngta": "người ta", "nta": "người ta",
    "vs": "với", "j": "gì", "gj": "gì", "r": "rồi", "z": "vậy", "zậy": "vậy", "dzậy": "vậy",
    "thui": "thôi", "lun": "luôn", "cx": "cũng", "cg": "cũng", "nx": "nữa", "ntn": "như thế nào",
    "sđt": "số điện thoại", "sdt": "số điện thoại", "đt": "điện thoại", "dt": "điện thoại",
    "tk": "tài khoản", "stk": "số tài khoản", "nhma": "nhưng mà", "nma": "nhưng mà",
    "thik": "thích", "wá": "quá", "wa": "quá", "qá": "quá", "trc": "trước", "ms": "mới",
    "bs": "bác sĩ", "bv": "bệnh viện", "ut": "ung thư", "fb": "facebook", "ck": "chuyển khoản",
}  # fmt: skip
_WORD = regex.compile(r"(?<![\p{L}\p{M}\p{N}])[\p{L}\p{M}]+(?![\p{L}\p{M}\p{N}])")

# Telex: letters typed for marks. Doubled vowels and w come before the tone letters.
_TELEX_VOWELS = (
    ("uow", "ươ"), ("uwow", "ươ"), ("aa", "â"), ("aw", "ă"), ("ee", "ê"), ("oo", "ô"),
    ("ow", "ơ"), ("uw", "ư"), ("dd", "đ"),
)  # fmt: skip
_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VOWELS = "aăâeêioôơuưy"


def expand_shorthand(text: str) -> str:
    """Return Vietnamese ``text`` with shorthand written out and Telex leftovers decoded."""
    return _WORD.sub(lambda word: _expanded(word.group()), text)


def _expanded(word: str) -> str:
    if word in _SHORTHAND:  # in capitals it stands for something else
        return _SHORTHAND[word]
    lowered = word.lower()
    decoded = decode_telex(lowered) if word.isascii() or "w" in lowered else None
    return decoded or word


@functools.lru_cache(maxsize=4096)
def decode_telex(word: str) -> str | None:
    """Return the syllable that the Telex keys ``word`` make, or None when they make none.

    Words that are syllables or that need no mark stay None: "uoongs" gives "uống".
    """
    if len(word) < 3 or is_syllable(fold(word)):
        return None
    letters, tone = word, ""
    if letters[-1] in _TELEX_TONES:
        letters, tone = letters[:-1], _TELEX_TONES[letters[-1]]
    for keys, letter in _TELEX_VOWELS:
        letters = letters.replace(keys, letter)
    if not is_syllable(fold(letters)):
        return None
    return _with_tone(letters, tone)


def _with_tone(syllable: str, tone: str) -> str:

    if not tone:
        return syllable
    places = [i for i, letter in enumerate(syllable) if letter in _VOWELS]
    if syllable.startswith(("qu", "gi")) and len(places) > 1:
        places = places[1:]
    if not places:
        return syllable
    marked = [i for i in places if syllable[i] not in "aeiouy"]
    closed = places[-1] < len(syllable) - 1
    if marked:
        place = marked[-1]
    elif len(places) == 1:
        place = places[0]
    else:
        place = places[-1] if closed and len(places) == 2 else places[-2]
    toned = syllable[: place + 1] + tone + syllable[place + 1 :]
    return unicodedata.normalize("NFC", toned)
