"""What readers may see of the figures: nothing that stands for fewer than five.

Numbers under five are forgotten before any sum, share or order is made, so whatever is shown
is the same for 0 and for 4, and nothing can be reckoned back. Tables do not count the same
things, so no number of one is a part of another. Readers choose among whole quarters that are
over: two periods that overlap would show what lies between them.
"""

from dataclasses import replace

from kiemchung_site.figures.report import Figures, Part, Parts, Waits

SMALL = 5

ALL_KINDS = "all"

_FORGOTTEN = Waits(None, None, None)


def for_readers(figures: Figures) -> Figures:
    """Return ``figures`` without anything that rests on fewer than five."""
    corrections = _shown(figures.corrections.total)
    return replace(
        figures,
        answered=_shown_waits(figures.answered),
        # How many these are would be a part of those that were answered, and of the open ones.
        asked=replace(_shown_waits(figures.asked), answered=None),
        ages=_shown_parts(figures.ages),
        demand=_large_parts(figures.demand),
        asks=_shown_parts(figures.asks),
        corrections=Parts((Part(ALL_KINDS, corrections),)),
        fact_checks=_shown(figures.fact_checks),
    )


def _shown(number: int | None) -> int | None:
    return None if number is None or number < SMALL else number


def _shown_waits(waits: Waits) -> Waits:
    if _shown(waits.answered) is None or waits.spread is None:
        return _FORGOTTEN
    return replace(waits, still_open=None, spread=waits.spread.middle)


def _shown_parts(parts: Parts) -> Parts:
    return replace(parts, parts=tuple(Part(p.key, _shown(p.number)) for p in parts.parts))


def _large_parts(parts: Parts) -> Parts:
    """Leave small parts out, and say of no topic that there was a question at all."""
    large = (part for part in parts.parts if _shown(part.number) is not None)
    return Parts(tuple(large), are_all=False)
