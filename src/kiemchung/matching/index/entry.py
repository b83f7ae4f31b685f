"""One entry of the index: a fact-check under the key by which it is replaced or removed."""

from dataclasses import dataclass

from kiemchung.claims import FactCheck
from kiemchung.text.normal import normal_form


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact-check and its key."""

    key: str
    fact_check: FactCheck

    @property
    def text(self) -> str:
        """What is matched, in normal form: the title, where it says more, and the claim."""
        title, claim = self.fact_check.title, self.fact_check.claim
        return normal_form(f"{title}. {claim}" if title and title != claim else claim)
