"""Evaluation: how well messages find their fact-checks, measured the same way every time."""

from kiemchung.evaluation.dataset import (
    EvaluationSet,
    Query,
    read_evaluation_set,
    without_diacritics,
)
from kiemchung.evaluation.metrics import Quality
from kiemchung.evaluation.run import Evaluation, evaluate

__all__ = [
    "Evaluation",
    "EvaluationSet",
    "Quality",
    "Query",
    "evaluate",
    "read_evaluation_set",
    "without_diacritics",
]
