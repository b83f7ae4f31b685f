"""Tables: fact-checks of the desk, and the record of everything that can be matched."""

from kiemchung_site.factchecks.models.beside import ChecklistAnswer, CoAuthor, Disagreement
from kiemchung_site.factchecks.models.evidence import Evidence, Stance
from kiemchung_site.factchecks.models.fact_check import FactCheck
from kiemchung_site.factchecks.models.record import Record, RecordChange, RecordHead
from kiemchung_site.factchecks.models.version import Kind, Step, Version

__all__ = [
    "ChecklistAnswer",
    "CoAuthor",
    "Disagreement",
    "Evidence",
    "FactCheck",
    "Kind",
    "Record",
    "RecordChange",
    "RecordHead",
    "Stance",
    "Step",
    "Version",
]
