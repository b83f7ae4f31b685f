"""The same text: a forward that was changed by a few words at most."""

from kiemchung.matching.terms import Terms

_FEWEST_WORDS = 5
_ALIKE = 0.9
"""Share of four-letter runs that both texts must have in common, either way."""


def is_same_text(passage: Terms, claim: Terms) -> bool:
    """Say whether ``passage`` repeats ``claim`` almost to the letter.

    Numbers must agree and nothing may be denied in one text alone: "5" for "50" is a change of
    one word too.
    """
    if len(claim.words) < _FEWEST_WORDS:
        return passage.folded == claim.folded
    common = len(passage.grams & claim.grams)
    if common < _ALIKE * max(len(passage.grams), len(claim.grams), 1):
        return False
    return passage.quantities == claim.quantities and passage.denied == claim.denied
