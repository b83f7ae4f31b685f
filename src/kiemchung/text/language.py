"""Which language a text is in; Vietnamese is recognised without its diacritics too."""

import functools
from typing import TYPE_CHECKING

import regex

from kiemchung.text.folding import fold
from kiemchung.text.tokens import words

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

UNKNOWN = "und"
"""BCP 47's code for an undetermined language."""

# Letters that no other language written in Latin script combines with these marks.
_VIETNAMESE_LETTER = regex.compile("[ơưđă\u1ea0-\u1ef9]")
_LETTER = regex.compile(r"\p{L}")

# Every syllable of Vietnamese is an optional onset and one of these rhymes (folded).
_ONSETS = "b|c|ch|d|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"
_RHYMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|ech|em|en|eng|enh|eo|ep|et|eu|i|ia|ich|iec"
    "|iem|ien|ieng|iep|iet|ieu|im|in|inh|ip|it|iu|o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap"
    "|oat|oay|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|op|ot|u|ua|uan|uang|uat|uay|uc|ue|uech"
    "|uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|ut|uu|uy|uya|uych|uyen|uyet"
    "|uynh|uyt|uyu|y|ych|yem|yen|yet|yeu|ynh"
)
_SYLLABLE = regex.compile(f"(?:{_ONSETS})?(?:{_RHYMES})")
_ENGLISH_WORDS = frozenset(
    [
        "the",
        "a",
        "an",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "to",
        "of",
        "and",
        "in",
        "that",
        "it",
        "for",
        "on",
        "with",
        "as",
        "at",
        "by",
        "this",
        "from",
        "or",
        "not",
        "have",
        "has",
        "had",
        "do",
        "does",
        "did",
        "can",
        "will",
        "you",
        "your",
        "i",
        "my",
        "we",
        "they",
        "he",
        "she",
        "his",
        "her",
        "if",
        "so",
        "no",
        "but",
        "than",
        "then",
        "them",
        "him",
        "me",
        "up",
        "us",
        "go",
        "get",
        "got",
        "may",
        "man",
        "men",
        "day",
    ]
)
# The share of syllables that a text without diacritics needs to pass as Vietnamese: running
# Vietnamese has 0.95, English 0.22 (measured on encyclopedia articles and on claims).
_ENOUGH_SYLLABLES = 0.7
_LANGUAGES = [
    "ar",
    "bg",
    "bn",
    "bs",
    "cs",
    "da",
    "de",
    "el",
    "en",
    "es",
    "fa",
    "fi",
    "fr",
    "he",
    "hi",
    "hr",
    "hu",
    "id",
    "it",
    "ja",
    "ka",
    "km",
    "ko",
    "lo",
    "mk",
    "ml",
    "mr",
    "ms",
    "my",
    "ne",
    "nl",
    "no",
    "pa",
    "pl",
    "pt",
    "ro",
    "ru",
    "si",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "sw",
    "ta",
    "te",
    "th",
    "tl",
    "tr",
    "uk",
    "ur",
    "vi",
    "zh",
]


def detect_language(text: str) -> str:
    """Return the BCP 47 code of the language of ``text`` (in normal form), or ``und``."""
    if not _LETTER.search(text):
        return UNKNOWN
    tokens = words(text)
    if looks_vietnamese(tokens):
        return "vi"
    return _identify(text)


def looks_vietnamese(tokens: list[str]) -> bool:
    """Say whether ``tokens`` are Vietnamese, with or without diacritics."""
    letters = [token for token in tokens if token.isalpha()]
    if not letters:
        return False
    marked = sum(1 for token in letters if _VIETNAMESE_LETTER.search(token))
    if marked * 5 >= len(letters):
        return True
    syllables = sum(1 for token in letters if _is_syllable(fold(token)))
    return len(letters) >= 2 and syllables >= _ENOUGH_SYLLABLES * len(letters)


def is_syllable(folded_word: str) -> bool:
    """Say whether ``folded_word`` has the shape of a Vietnamese syllable."""
    return _SYLLABLE.fullmatch(folded_word) is not None


def _is_syllable(folded_word: str) -> bool:
    return folded_word not in _ENGLISH_WORDS and is_syllable(folded_word)


def _identify(text: str) -> str:
    language, _ = _identifier().classify(text)
    return str(language)


@functools.cache
def _identifier() -> "LanguageIdentifier":
    # Loaded on first use: reading its model takes a third of a second.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(_LANGUAGES)
    return identifier
