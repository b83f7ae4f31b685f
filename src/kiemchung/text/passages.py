"""Passages: the stretches of a message that can carry one claim each."""

from kiemchung.text.sentences import split_sentences
from kiemchung.text.tokens import words

_WHOLE = 60
"""A message of up to so many words is looked up as a whole too."""
_FEWEST = 5
"""Shorter sentences join their neighbour."""
_LONGEST = 40
"""Longer sentences are cut into overlapping windows."""
_STEP = 25


def split_passages(text: str) -> list[str]:
    """Return the passages of ``text``: the whole where it is short, then each of its sentences.

    Of a long message only the sentences are looked up, so that a claim buried in the middle
    is found on its own.
    """
    sentences = _joined(split_sentences(text))
    whole = ". ".join(sentences) or text
    windows = [window for sentence in sentences for window in _windows(sentence)]
    if len(windows) < 2:
        return [whole]
    return [whole, *windows] if len(whole.split()) <= _WHOLE else windows


def _joined(sentences: list[str]) -> list[str]:
    joined: list[str] = []
    for sentence in sentences:
        if joined and (_is_fragment(sentence) or _is_fragment(joined[-1])):
            joined[-1] = f"{joined[-1]}. {sentence}"
        else:
            joined.append(sentence)
    return joined


def _is_fragment(sentence: str) -> bool:
    return len(words(sentence)) < _FEWEST


def _windows(sentence: str) -> list[str]:
    tokens = sentence.split()
    if len(tokens) <= _LONGEST:
        return [sentence]
    starts = range(0, len(tokens) - _LONGEST + _STEP, _STEP)
    return [" ".join(tokens[start : start + _LONGEST]) for start in starts]
