"""Diacritics put back where a message was typed without them.

The network reads accented Vietnamese far better than unaccented. Which form a syllable had is told
by how it is usually written between its neighbours, and by the entries that share most words with
the message: pseudo-relevance feedback (J. Rocchio, 1971) on spelling instead of words.
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources

import regex

from kiemchung.matching.terms import Terms
from kiemchung.text.folding import fold

_WORD = regex.compile(r"[\p{L}\p{M}]+")
_BESIDE = 3.0
"""How much more a form counts where the same syllable stands beside it."""
_USUAL = 1.0
"""Weight of how a syllable is usually written, where the nearest entry's way has 1."""

_Place = tuple[str, str, str]
"""A folded syllable between its neighbours; empty where they do not matter."""
_Forms = Mapping[_Place, Mapping[str, float]]


def restore_diacritics(text: str, entries: Iterable[Terms]) -> str:
    """Return ``text`` with each syllable as ``entries`` (best first) or people usually write it.

    What neither knows stays as it is.
    """
    forms = _forms_in(entries)
    found = list(_WORD.finditer(text))
    places = _places([fold(word.group().lower()) for word in found])
    pieces, end = [], 0
    for word, around in zip(found, places, strict=True):
        pieces += [text[end : word.start()], _likeliest(around, forms) or word.group()]
        end = word.end()
    return "".join([*pieces, text[end:]])


def _forms_in(entries: Iterable[Terms]) -> _Forms:
    """Return how each syllable is written, the first entry counting most."""
    forms: dict[_Place, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for rank, terms in enumerate(entries):
        around = zip(terms.words, _places(terms.folded), strict=True)
        for place, word in {(place, word) for word, places in around for place in places}:
            forms[place][word] += 1 / (1 + rank)
    return forms


def _places(folded: Sequence[str]) -> Iterator[tuple[_Place, ...]]:
    """Yield each syllable alone, behind the one before it, and before the one behind it."""
    for before, here, after in zip(["", *folded], folded, [*folded[1:], ""], strict=False):
        yield (
            ("", here, ""),
            *([(before, here, "")] if before else []),
            *([("", here, after)] if after else []),
        )


def _likeliest(around: Sequence[_Place], forms: _Forms) -> str:
    gains: dict[str, float] = defaultdict(float)
    for place in around:
        factor = 1.0 if place == ("", place[1], "") else _BESIDE
        for form, weight in forms.get(place, {}).items():
            gains[form] += factor * weight
        for form, share in _usual_forms(place).items():
            gains[form] += factor * _USUAL * share
    # Among equals the first in the alphabet, so that the same message is read the same way.
    return min(gains, key=lambda form: (-gains[form], form), default="")


def _usual_forms(place: _Place) -> dict[str, float]:
    """Return the share of each form of the syllable in the texts written for training."""
    counted: dict[str, float] = defaultdict(float)
    number = 1 if place[0] else 0
    for written, times in _spellings().get(" ".join(filter(None, place)), ()):
        counted[written.split(" ")[number]] += times
    # One more than was counted: what was seen once is less certain than what was seen often.
    total = 1 + sum(counted.values())
    return {form: times / total for form, times in counted.items()}


@functools.cache
def _spellings() -> Mapping[str, Sequence[tuple[str, int]]]:
    """Return for folded syllables and pairs of them how they are written, and how often."""
    models = resources.files("kiemchung.matching.models")
    written = models.joinpath("syllables.tsv").read_text(encoding="utf-8")
    spellings: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for line, folded in zip(written.splitlines(), fold(written).splitlines(), strict=True):
        text, times = line.split("\t")
        spellings[folded.split("\t")[0]].append((text, int(times)))
    return spellings
