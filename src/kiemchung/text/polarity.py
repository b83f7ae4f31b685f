"""Polarity: which words a text denies, and which way its effects go.

"Không chữa được" and "does not cure" deny the word that follows; "có chữa được không?" and
"doesn't it?" only ask. Words of direction (cause or prevent, raise or lower) are compared by
pair.
"""

import regex

from kiemchung.text.folding import fold_aligned
from kiemchung.text.tokens import words

_REACH = 3
"""So many words after a negation are denied."""

_NO = r"(?:khong|ko|k|kh|hong|hok|hem|khum)"
# Questions and turns of phrase with a word of negation that deny nothing; taken out first.
_ASKING = regex.compile(
    rf"\b(?:co|da|dung|phai|that|thiet|duoc|lieu)\b[^.?!,;\n]{{0,90}}?\b{_NO}\b(?=\s*(?:[?.!,]|$))"
    rf"|\b(?:dung|phai|that|thiet|duoc|on|dang|sao)\s+{_NO}\b"
    rf"|\b{_NO}\b(?=[\s.?!…]*$)"
    rf"|\b{_NO}\s+(?:a|vay|nhi|ha|ad|bac si|moi nguoi|mn|the|ta|may|cac|bac|chi|anh|em|co|chu|ban|ai)\b"
    rf"|\bhay (?:{_NO}|chua)\b|\b{_NO} (?:biet|hieu|ro|chi|nhung|dam|tin|nghe)\b|\bchua (?:ai|tung|dam|tin)\b"
    r"|\b(?:is|are|was|were|do|does|did|wo|ca|could|would|have|has)n['’]?t (?:it|they|he|she|we|you|that|this)\b"
    r"|\bor not\b|\bnot (?:only|just|sure|to mention)\b|\bi (?:don['’]?t|do not) (?:know|think|believe)\b"
)
# Compared as written: "đúng" (right) and "đừng" (do not), "chữa" (cure) and "chưa" (not yet)
# fold to one form, so without diacritics only what is clear counts.
_ACCENTED_NEGATIONS = frozenset(["không", "ko", "hông", "hổng", "chẳng", "chả", "đừng", "chưa"])
_PLAIN_NEGATIONS = frozenset(
    ["khong", "ko", "chang", "not", "never", "without", "cannot", "dont", "doesnt", "isnt", "arent"]
)
_SHORT_NOT = regex.compile(r"\b(\w+)n['’]t\b")

_DIRECTIONS = {
    "effect": (
        r"gay|lam|khien|sinh|nhiem|caus\w*|giv(?:e|es|ing)|lead\w*|trigger\w*|damag\w*"
        r"|destroy\w*|poison\w*|harm\w*|ruin\w*",
        r"chua|tri|khoi|ngua|phong|tranh|giup|chong|cur\w*|treat\w*|heal\w*|prevent\w*|protect\w*|help\w*",
    ),
    "amount": (
        r"tang|nhieu|nhanh|rais\w*|increas\w*|boost\w*|more|higher|faster|thicker|stronger|grow\w*",
        r"giam|thap|bot|cham|lower\w*|reduc\w*|decreas\w*|less|lose|loses|thinner|slower|shrink\w*",
    ),
}
_PATTERNS = {
    name: (regex.compile(rf"\b(?:{up})\b"), regex.compile(rf"\b(?:{down})\b"))
    for name, (up, down) in _DIRECTIONS.items()
}


def denied_words(text: str) -> frozenset[str]:
    """Return the folded words that ``text`` (in normal form) denies."""
    lowered = text.lower()
    folded = fold_aligned(lowered)
    for asking in _ASKING.finditer(folded):
        blank = " " * (asking.end() - asking.start())
        lowered = lowered[: asking.start()] + blank + lowered[asking.end() :]
    tokens = words(_SHORT_NOT.sub(r"\1 not", lowered))
    denied: set[str] = set()
    for place, token in enumerate(tokens):
        if _denies(token):
            reach = tokens[place + 1 : place + 1 + _REACH]
            denied.update(fold_aligned(word) for word in reach if not _denies(word))
    return frozenset(denied)


def directions(text: str) -> dict[str, int]:
    """Return which way the effects in ``text`` go: 1 or -1 for each pair that is one-sided."""
    folded = fold_aligned(text)
    found = {}
    for name, (up, down) in _PATTERNS.items():
        side = bool(up.search(folded)) - bool(down.search(folded))
        if side:
            found[name] = side
    return found


def _denies(token: str) -> bool:
    return token in _ACCENTED_NEGATIONS or token in _PLAIN_NEGATIONS
