"""A message as the matcher sees it: cleaned, in a language, cut into passages."""

from dataclasses import dataclass

from kiemchung.errors import EmptyMessage, MessageTooLong, NotText
from kiemchung.text.folding import has_accents
from kiemchung.text.furniture import without_furniture
from kiemchung.text.language import UNKNOWN, detect_language
from kiemchung.text.links import find_links, without_links
from kiemchung.text.normal import normal_form
from kiemchung.text.passages import split_passages
from kiemchung.text.shorthand import expand_shorthand
from kiemchung.text.tokens import has_words

LONGEST = 50_000
"""Characters that are read of one message."""

_BROKEN = frozenset("\x00\ufffd")
_MOST_BROKEN = 0.1


@dataclass(frozen=True, slots=True)
class Message:
    """What somebody received, ready for matching."""

    text: str
    """In normal form, otherwise as it was sent."""
    language: str
    accented: bool
    """Whether it was typed with diacritics; false for Vietnamese typed without."""
    links: tuple[str, ...]
    passages: tuple[str, ...]
    """The parts to look up, in order; empty when there are no words beside links."""

    @property
    def has_whole(self) -> bool:
        """Whether the first passage is the whole message, and the others its sentences."""
        return len(self.passages) < 2 or self.passages[1] in self.passages[0]


def read_message(raw: str) -> Message:
    """Prepare ``raw`` for matching.

    Raises EmptyMessage, NotText or MessageTooLong. A message without words but with a link
    has no passages.
    """
    if len(raw) > LONGEST:
        raise MessageTooLong(len(raw), LONGEST)
    if _is_broken(raw):
        raise NotText
    text = normal_form(raw)
    if not text:
        raise EmptyMessage
    links = tuple(find_links(text))
    body = without_links(text) if links else text
    if not has_words(body):
        return Message(text, UNKNOWN, False, links, ())
    core = without_furniture(body)
    language, accented = detect_language(core), has_accents(core)
    if language == "vi":
        core = expand_shorthand(core)
    return Message(text, language, accented, links, tuple(split_passages(core)))


def decode_message(content: bytes) -> str:
    """Return ``content`` as text. Raises NotText when it is not UTF-8 (or UTF-16 with a mark)."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise NotText from None


def _is_broken(raw: str) -> bool:
    broken = sum(
        1 for character in raw if character in _BROKEN or "\ud800" <= character <= "\udfff"
    )
    return broken > _MOST_BROKEN * len(raw)
