"""The ranker: from evidence to the probability that passage and claim are about the same.

A gradient-boosted ensemble trained by ``training/``; it is kept as an ONNX graph and run by
onnxruntime, so that answering needs no training library.
"""

import functools
import json
from dataclasses import dataclass
from importlib import resources
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kiemchung.claims import Level
from kiemchung.matching.features import FEATURE_NAMES
from kiemchung.matching.inference import open_session

Probabilities = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which on a match has a level."""

    same_claim: float
    related: float

    def level(self, probability: float) -> Level:
        if probability >= self.same_claim:
            return Level.SAME_CLAIM
        return Level.RELATED if probability >= self.related else Level.NOTHING


class Ranker(Protocol):
    @property
    def thresholds(self) -> Thresholds: ...

    def probabilities(self, features: NDArray[np.float32]) -> Probabilities:
        """Return for each row of a feature matrix how probable the same claim is."""
        ...


class TrainedRanker:
    """A ranker from the files ``NAME.onnx`` and ``NAME.json`` in the package."""

    def __init__(self, name: str) -> None:
        files = resources.files("kiemchung.matching.models")
        settings = json.loads(files.joinpath(f"{name}.json").read_text(encoding="utf-8"))
        self._columns = [FEATURE_NAMES.index(feature) for feature in settings["features"]]
        self._calibration = np.array(settings["calibration"], np.float32)
        self._thresholds = Thresholds(**settings["thresholds"])
        self._session = open_session(files.joinpath(f"{name}.onnx").read_bytes(), threads=1)

    @property
    def thresholds(self) -> Thresholds:
        return self._thresholds

    def probabilities(self, features: NDArray[np.float32]) -> Probabilities:
        chosen = np.ascontiguousarray(features[:, self._columns])
        (scores,) = self._session.run(None, {"features": chosen})
        raw, probability = self._calibration
        return np.asarray(np.interp(scores.reshape(-1), raw, probability), np.float32)


@functools.cache
def trained_ranker() -> TrainedRanker:
    """Return the ranker that comes with the package."""
    return TrainedRanker("ranker")
