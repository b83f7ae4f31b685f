"""One written form for every text: Unicode, invisible characters and look-alikes.

``normal_form`` is applied to messages and to claims alike, before anything else
looks at them. It keeps letters, marks, case and line breaks; what differs only in
how it was typed becomes the same string. It is idempotent and never raises.
"""

import re
import unicodedata

# Letters that stand in for a Latin one, from Unicode's confusables data (UTS #39),
# cut down to the Cyrillic and Greek letters seen inside Latin words.
_LOOK_ALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеорсухіјѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν",
    "ABESIJKMHOPCTYXaeopcyxijshdqwABEZHIKMNOPTYXoav",
)
# Vietnamese keyboards and fonts confuse Đ (U+0110) with eth and with the African D.
_D_WITH_STROKE = str.maketrans("ÐƉðɖ", "ĐĐđđ")
_WORD = re.compile(r"\w+")
_CONFUSABLE = re.compile(r"[\u0370-\u03ff\u0400-\u04ff\u0500-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SPACES = re.compile(r"[^\S\n]+")
_LINE_BREAKS = re.compile(r" ?\n\s*")
_VARIATION_SELECTORS = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def normal_form(text: str) -> str:
    """Return ``text`` in the form in which texts are compared and shown.

    Compatibility characters (mathematical bold, full width, ligatures) become plain
    ones, composed (NFKC); invisible format characters go; controls, private-use and
    broken characters become spaces; Cyrillic and Greek letters inside a Latin word
    become the Latin letters they imitate; runs of white space become one space or
    one line break.
    """
    text = _compose(text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _WORD.sub(_latinised, text).translate(_D_WITH_STROKE)
    # Composing once more: a replaced letter may now join the mark behind it.
    return _collapse_spaces(unicodedata.normalize("NFKC", text))


def collapse_blanks(text: str) -> str:
    """Return ``text`` with one space in place of every run of spaces."""
    return re.sub("  +", " ", text)


def _compose(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFKC", text)
    cleaned = "".join(map(_visible, text))
    return unicodedata.normalize("NFKC", cleaned)


def _visible(character: str) -> str:
    if character == "\n" or character.isprintable():
        return "" if _VARIATION_SELECTORS.match(character) else character
    return "" if unicodedata.category(character) == "Cf" else " "


def _latinised(word: re.Match[str]) -> str:
    letters = word.group()
    if _CONFUSABLE.search(letters) and _LATIN.search(letters):
        return letters.translate(_LOOK_ALIKES)
    return letters


def _collapse_spaces(text: str) -> str:
    return _LINE_BREAKS.sub("\n", _SPACES.sub(" ", text)).strip()
