"""How numbers are written in the reader's language."""

from django.utils.formats import get_format, number_format


def grouped(number: int) -> str:
    """Return ``number`` with its thousands set apart."""
    # Django's Vietnamese format has a separator but groups nothing.
    return f"{number:,}".replace(",", get_format("THOUSAND_SEPARATOR"))


def rounded(number: float) -> str:
    """Return ``number`` with one decimal place, or none where that would be zero."""
    text = f"{number:.1f}".removesuffix(".0")
    return str(number_format(text))
