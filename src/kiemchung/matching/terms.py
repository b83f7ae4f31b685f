"""What a text says, cut up for comparison: words, pairs, numbers, denials, directions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from kiemchung.claims_json import Json
from kiemchung.text.folding import fold
from kiemchung.text.numbers import Quantity, find_quantities
from kiemchung.text.polarity import denied_words, directions
from kiemchung.text.tokens import words

_GRAM = 4


@dataclass(frozen=True, slots=True)
class Terms:
    """A passage or a claim, analysed."""

    words: tuple[str, ...]
    folded: tuple[str, ...]
    vocabulary: frozenset[str]
    """Distinct folded words."""
    accented: frozenset[str]
    """Distinct words as they were written."""
    pairs: frozenset[tuple[str, str]]
    """Neighbouring folded words: in Vietnamese most words are two syllables."""
    grams: frozenset[str]
    """Runs of four letters across word boundaries; they survive typing errors."""
    quantities: frozenset[Quantity]
    denied: frozenset[str]
    directions: dict[str, int]


def analyse(text: str) -> Terms:
    """Return the terms of ``text`` (in normal form)."""
    tokens = words(text)
    folded = [fold(token) for token in tokens]
    return _assemble(tokens, folded, find_quantities(text), denied_words(text), directions(text))


def terms_to_json(terms: Terms) -> dict[str, Json]:
    """Return what of ``terms`` is worth keeping; the rest follows from it."""
    fields: dict[str, Json] = {
        "w": " ".join(terms.words),
        "f": " ".join(terms.folded) if terms.folded != terms.words else "",
        "q": [[quantity.value, quantity.unit] for quantity in sorted_quantities(terms)],
        "d": list[Json](sorted(terms.denied)),
        "r": dict(terms.directions),
    }
    return {name: value for name, value in fields.items() if value}


def terms_from_json(fields: Mapping[str, Json]) -> Terms:
    """Read what ``terms_to_json`` gave."""
    tokens = str(fields.get("w", "")).split()
    folded = str(fields["f"]).split() if "f" in fields else tokens
    quantities = cast(list[tuple[float, str]], fields.get("q", []))
    return _assemble(
        tokens,
        folded,
        frozenset(Quantity(value, unit) for value, unit in quantities),
        frozenset(cast(list[str], fields.get("d", []))),
        cast(dict[str, int], fields.get("r", {})),
    )


def sorted_quantities(terms: Terms) -> list[Quantity]:
    """Return the numbers of ``terms`` in a fixed order."""
    return sorted(terms.quantities, key=lambda quantity: (quantity.unit, quantity.value))


def _assemble(
    tokens: Sequence[str],
    folded: Sequence[str],
    quantities: frozenset[Quantity],
    denied: frozenset[str],
    sides: dict[str, int],
) -> Terms:
    joined = "".join(folded)
    return Terms(
        words=tuple(tokens),
        folded=tuple(folded),
        vocabulary=frozenset(folded),
        accented=frozenset(tokens),
        pairs=frozenset(pairwise(folded)),
        grams=frozenset({joined[i : i + _GRAM] for i in range(len(joined) - _GRAM + 1)}),
        quantities=quantities,
        denied=denied,
        directions=sides,
    )
