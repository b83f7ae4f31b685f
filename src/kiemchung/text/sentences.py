"""Sentences of a message: where one statement ends and the next begins."""

import regex

# A full stop between digits ("1.000", "3.5") or inside an abbreviation does not end a sentence.
_END = regex.compile(
    r"(?<=[.!?…。！？؟।])(?<!\b(?:TP|Tp|tp|Dr|Mr|Mrs|Ms|St|vs|GS|TS|BS|ThS|PGS|Q|P|U\.S|e\.g|i\.e)\.)"
    r"[\"'”’»)]*(?=\s)(?!\s*\p{Ll}{1,2}\s*[.!?])|[。！？]|\n+|\s[•●▪]\s|\n[*–—-]\s"
)


def split_sentences(text: str) -> list[str]:
    """Return the sentences of ``text`` in order, none of them empty.

    Ends are full stops, question and exclamation marks followed by white space, line breaks
    and bullets.
    """
    return [part for piece in _END.split(text) if (part := piece.strip(" •●▪*–—-"))]
