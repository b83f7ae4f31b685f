"""Numbers with their units, in one value and one unit whatever way they are written."""

import re
from dataclasses import dataclass

from kiemchung.text.folding import fold


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of something: ``value`` in ``unit``, the unit's base (seconds, grams, …).

    ``unit`` is an empty string for a bare number.
    """

    value: float
    unit: str


# Folded spellings of units: base unit and how many of it one stands for.
_UNITS: dict[str, tuple[str, float]] = {}


def _unit(base: str, factor: float, spellings: str) -> None:
    for spelling in spellings.split("|"):
        _UNITS[spelling] = (base, factor)


_unit("s", 1, "giay|s|sec|secs|second|seconds")
_unit("s", 60, "phut|p|ph|min|mins|minute|minutes")
_unit("s", 3600, "gio|tieng|h|hour|hours|hr|hrs|gio dong ho|tieng dong ho")
_unit("s", 86400, "ngay|dem|hom|day|days|night|nights")
_unit("s", 604800, "tuan|week|weeks")
_unit("s", 2629800, "thang|month|months")
_unit("s", 31557600, "nam|year|years|yr|yrs")
_unit("age", 1, "tuoi|years old|year old")
_unit("g", 0.001, "mg|miligam|milligram|milligrams|milligam")
_unit("g", 1, "g|gr|gam|gram|grams")
_unit("g", 1000, "kg|ky|ki|can|kilo|kilogram|kilograms|kilos")
_unit("ml", 1, "ml|mililit|millilitre|millilitres|cc")
_unit("ml", 1000, "l|lit|litre|litres|liter|liters")
_unit("m", 0.001, "mm|milimet|millimetre|millimetres")
_unit("m", 0.01, "cm|centimet|xentimet|centimetre|centimetres|centimeters")
_unit("m", 0.0254, "inch|inches")
_unit("m", 1, "m|met|metre|metres|meter|meters")
_unit("m", 1000, "km|cay so|kilomet|kilometre|kilometres|kilometers")
_unit("%", 1, "%|phan tram|percent|per cent|pct")
_unit("degree", 1, "do c|do|°c|°|degrees|degree|oc|celsius")
_unit("dong", 1, "dong|vnd|d")
_unit("dong", 1000, "k dong|nghin dong|ngan dong")
_unit("dollar", 1, "usd|do la|dollar|dollars")
_unit("time", 1, "lan|time|times|x")
_unit("glass", 1, "ly|coc|cup|cups|glass|glasses|chen|bat")
_unit("egg", 1, "qua|trai|cai|eggs|egg")
_unit("pill", 1, "vien|pill|pills|tablet|tablets")
_unit("person", 1, "nguoi|people|persons|contacts|ban be|friends")
_unit("tonne", 1, "tan|tonne|tonnes|ton|tons")

_SCALES = {
    "nghin": 1e3, "ngan": 1e3, "k": 1e3, "thousand": 1e3, "trieu": 1e6, "tr": 1e6, "cu": 1e6,
    "million": 1e6, "ty": 1e9, "ti": 1e9, "billion": 1e9, "hundred": 100, "tram": 100,
}  # fmt: skip
_NUMBER_WORDS = {
    "mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "nua": 0.5, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15,
    "twenty": 20, "thirty": 30, "half": 0.5,
}  # fmt: skip


def _alternatives(spellings: dict[str, object] | dict[str, float]) -> str:
    return "|".join(re.escape(s) for s in sorted(spellings, key=len, reverse=True))


_UNIT_PATTERN = _alternatives(dict.fromkeys(_UNITS))
_SCALE_PATTERN = _alternatives(_SCALES)
_DIGITS = r"\d+(?:[.,]\d+)*"
_QUANTITY = re.compile(
    rf"(?<![\w.,])({_DIGITS})\s?(?:({_SCALE_PATTERN})\b)?\s?(?:({_UNIT_PATTERN})(?!\w))?(?!\w)"
)
_UNIT = re.compile(rf"\s?(?:{_SCALE_PATTERN}|{_UNIT_PATTERN})(?!\w)")
_WORDED = re.compile(
    rf"\b({_alternatives(_NUMBER_WORDS)})\s(?:({_SCALE_PATTERN})\s)?({_UNIT_PATTERN})\b"
)


def find_quantities(text: str) -> frozenset[Quantity]:
    """Return the numbers in ``text`` (in normal form) with their units.

    Digits count with and without a unit, number words ("ba ngày", "seven days") only before
    a unit, since many of them mean something else alone.
    """
    folded = fold(text)
    found = {
        _quantity(parse_number(digits), scale, unit)
        for digits, scale, unit in _QUANTITY.findall(folded)
    }
    found |= {
        _quantity(_NUMBER_WORDS[word], scale, unit) for word, scale, unit in _WORDED.findall(folded)
    }
    return frozenset(found)


def begins_with_unit(text: str) -> bool:
    """Say whether ``text``, which follows a number, says of what it is one: "mg", " triệu đồng"."""
    return _UNIT.match(fold(text)) is not None


def parse_number(digits: str) -> float:
    """Return the value of ``digits``, whichever of comma and full stop marks the decimals.

    A mark followed by groups of exactly three digits separates thousands ("10.000", "1,000"),
    any other single mark the decimals ("3,5", "4.5").
    """
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        return float(re.sub(r"[.,]", "", digits))
    if digits.count(".") + digits.count(",") == 1:
        return float(digits.replace(",", "."))
    return float(re.sub(r"[.,]", "", digits))


def _quantity(value: float, scale: str, unit: str) -> Quantity:
    base, factor = _UNITS.get(unit, ("", 1.0))
    return Quantity(round(value * _SCALES.get(scale, 1.0) * factor, 6), base)
