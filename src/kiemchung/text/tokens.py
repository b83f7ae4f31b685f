"""Words: the tokens that the lexical index and the word evidence work on."""

import regex

from kiemchung.text.folding import fold

# Scripts written without spaces between words, where pairs of characters stand in for words.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_TOKEN = regex.compile(rf"[{_UNSPACED}]+|[[\p{{L}}\p{{M}}\p{{N}}]--[{_UNSPACED}]]+", regex.V1)
_UNSPACED_RUN = regex.compile(rf"[{_UNSPACED}]+", regex.V1)

# "hoà" and "hòa", "thuý" and "thúy" are one syllable; the newer place of the mark wins.
_OLD_TONE_PLACES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa",
    "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip
_OLD_TONE = regex.compile("(?<!q)(?:" + "|".join(_OLD_TONE_PLACES) + r")\b")


def words(text: str) -> list[str]:
    """Return the words of ``text`` in order, in lower case, with their diacritics.

    ``text`` is in normal form. Runs of scripts without spaces give overlapping pairs of
    characters.
    """
    lowered = text.lower()
    if not lowered.isascii():
        lowered = _OLD_TONE.sub(lambda place: _OLD_TONE_PLACES[place.group()], lowered)
    found: list[str] = []
    for token in _TOKEN.findall(lowered):
        if token.isascii() or not _UNSPACED_RUN.fullmatch(token):
            found.append(token)
        else:
            found.extend(_pairs(token))
    return found


def folded_words(text: str) -> list[str]:
    """Return the words of ``text`` in order without case and diacritics."""
    return words(fold(text))


def has_words(text: str) -> bool:
    """Say whether ``text`` has at least one letter or digit to match on."""
    return _TOKEN.search(text) is not None


def _pairs(run: str) -> list[str]:
    if len(run) == 1:
        return [run]
    return [run[i : i + 2] for i in range(len(run) - 1)]
