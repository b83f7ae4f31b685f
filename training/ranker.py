"""Training of the ranker: trees on the evidence, calibration, thresholds.

Everything that is reported here was predicted by trees that never saw the family of the claim
(or the tweet) in question: cross-validation by family.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import lightgbm
import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from kiemchung.evaluation import Query
from kiemchung.matching.alignment import ALIGNMENT_NAMES
from kiemchung.matching.encoder import open_encoder
from kiemchung.matching.encoder.choice import DEFAULT
from kiemchung.matching.features import FEATURE_NAMES
from training.examples import Sets, families
from training.looks import Judged, gather
from training.tree_graph import tree_graph

_MORE = {
    *("claim_share", "passage_share", "accented_share", "pair_share", "gram_share"),
    *("rarest_shared", "longest_run", "claim_aligned", "passage_aligned"),
    *("worst", "second_worst", "third_worst", "passage_close", "cosine", "cosine_rank"),
    *(
        "word_rank",
        "word_score",
        "word_lead",
        "fused",
        "fused_place",
        "fused_lead",
        "cosine_lead",
        "share_lead",
        "alignment_lead",
    ),
}
"""More of it never makes the same claim less likely."""
_LESS = {
    *("rarest_missing", "numbers_differ", "passage_denies", "claim_denies"),
    *("directions_differ", "claim_far", "claim_not_near", "passage_far", "claim_gap"),
}
_ALIGNED = {*ALIGNMENT_NAMES, "alignment_lead"}
_CALIBRATED_ON = {"messages": 1.0, "messages bare": 0.5, "tweets": 0.5}
"""Settings in which the share of near misses is not far from a desk's, and their weights."""
_CALIBRATION_POINTS = 61
_LEAST_SURE, _MOST_SURE = 0.0005, 0.995
"""Nothing is ruled out, and nothing as sure as the same text or link."""
_FOLDS = 5
_TREES = 300
_SEEDS = (11, 12, 13, 14, 15)
"""One booster for each; their mean depends less on chance than one of them does."""
_WEIGHTS = {"tweets": 3.0, "pairs": 0.5, "pairs bare": 0.5, "pairs as typed": 0.5} | (
    dict.fromkeys(("pairs without", "pairs as typed without"), 0.25)
)
"""How much a passage counts by its setting, where not 1: there are few tweets and many pairs."""
_PRECISION = 0.98
"""Wanted of "same claim" among messages of which a third are near misses on purpose."""
_FALSE_ALARMS = 0.02
"""At most this share of messages without an answer may get "same claim"."""
_STRAYS = 0.15
"""At most this share of messages about nothing in the library may get "possibly related"."""
_OUT_OF_REACH = 0.999
"""Threshold where none fits: only the same text or link is then said to be the same claim."""
_CURVE_STEPS = 200


@dataclass(frozen=True)
class _Rows:
    judged: Sequence[Judged]
    columns: list[int]

    @property
    def features(self) -> NDArray[np.float32]:
        return np.concatenate([j.features[j.counted][:, self.columns] for j in self.judged])

    @property
    def labels(self) -> NDArray[np.bool_]:
        return np.concatenate([j.labels[j.counted] for j in self.judged])

    @property
    def weights(self) -> NDArray[np.float32]:
        counted = [int(j.counted.sum()) for j in self.judged]
        each = [_WEIGHTS.get(j.setting, 1.0) for j in self.judged]
        return np.repeat(each, counted).astype(np.float32)


def train_ranker(sets: Sets, folder: Path, work: Path) -> None:
    """Train the ranker on what the adapter never saw, and write it into ``folder``."""
    encoder = open_encoder(DEFAULT, work / "encoders")
    judged = gather(sets, families(), encoder, work / "indexes")
    kept = [
        column
        for column, feature in enumerate(FEATURE_NAMES)
        if encoder.token_width or feature not in _ALIGNED
    ]
    _train(judged, kept, folder, "ranker")


def _train(judged: Sequence[Judged], columns: list[int], folder: Path, name: str) -> None:
    rows = _Rows([j for j in judged if j.counted.any()], columns)
    boosters = _fit(rows)
    raw = _cross_validated(rows)
    calibration = _calibrate(rows, raw)
    curve = list(_curve(rows, np.interp(raw, *calibration)))
    thresholds = _choose(curve)
    (folder / f"{name}.onnx").write_bytes(tree_graph(boosters).SerializeToString())
    settings = {
        "features": [FEATURE_NAMES[column] for column in columns],
        "calibration": np.round(calibration, 5).tolist(),
        "thresholds": thresholds,
        "curve": curve,
    }
    (folder / f"{name}.json").write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
    gains = boosters[0].feature_importance("gain")
    order = np.argsort(-gains)[:12]
    print(name, thresholds, [(FEATURE_NAMES[columns[i]], int(gains[i])) for i in order])


def _fit(rows: _Rows) -> list[lightgbm.Booster]:
    names = [FEATURE_NAMES[column] for column in rows.columns]
    settings = {
        "objective": "binary",
        "learning_rate": 0.03,
        "num_leaves": 15,
        "min_data_in_leaf": 20,
        "lambda_l2": 5.0,
        "feature_fraction": 0.25,
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "monotone_constraints": [(n in _MORE) - (n in _LESS) for n in names],
        "monotone_constraints_method": "basic",
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 2,
        "verbosity": -1,
    }
    data = lightgbm.Dataset(rows.features, rows.labels, weight=rows.weights)
    return [lightgbm.train({**settings, "seed": seed}, data, _TREES) for seed in _SEEDS]


def _cross_validated(rows: _Rows) -> NDArray[np.float64]:
    """Return raw scores, each by trees that never saw its family."""
    groups = [j.family for j in rows.judged]
    where = np.repeat(np.arange(len(rows.judged)), [int(j.counted.sum()) for j in rows.judged])
    raw = np.zeros(len(where))
    for taught, asked in GroupKFold(_FOLDS).split(groups, groups=groups):
        boosters = _fit(_Rows([rows.judged[i] for i in taught], rows.columns))
        chosen = np.isin(where, asked)
        features = _Rows([rows.judged[i] for i in asked], rows.columns).features
        scores = [booster.predict(features, raw_score=True) for booster in boosters]
        raw[chosen] = np.mean(scores, axis=0)
    return raw


def _calibrate(rows: _Rows, raw: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return raw scores and probabilities between which to interpolate.

    Logistic regression on the score (J. Platt, 1999), learned from the best candidate of each
    message: those are what people see.
    """
    best: dict[tuple[str, str], tuple[float, bool]] = {}
    for judged, scores, right in _passages(rows, raw):
        place = int(np.argmax(scores))
        here = (float(scores[place]), bool(right[place]))
        key = (judged.setting, judged.query.id)
        best[key] = max(best.get(key, here), here)
    shown = {key: pair for key, pair in best.items() if key[0] in _CALIBRATED_ON}
    fitted = LogisticRegression(C=10)
    fitted.fit(
        [[score] for score, _ in shown.values()],
        [right for _, right in shown.values()],
        sample_weight=[_CALIBRATED_ON[setting] for setting, _ in shown],
    )
    points = np.linspace(raw.min() - 1, raw.max() + 1, _CALIBRATION_POINTS)
    shares = fitted.predict_proba(points.reshape(-1, 1))[:, 1]
    return np.array([points, _LEAST_SURE + (_MOST_SURE - _LEAST_SURE) * shares])


def _passages(
    rows: _Rows, scores: NDArray[np.float64]
) -> Iterator[tuple[Judged, NDArray[np.float64], NDArray[np.bool_]]]:
    start = 0
    for judged in rows.judged:
        size = int(judged.counted.sum())
        yield judged, scores[start : start + size], judged.labels[judged.counted]
        start += size


def _curve(rows: _Rows, probabilities: NDArray[np.float64]) -> Iterator[dict[str, float]]:
    """Yield for each threshold what "same claim" would be worth on the project's own messages."""
    best: dict[str, tuple[float, bool, str]] = {}
    for judged, found, right in _passages(rows, probabilities):
        if judged.setting != "messages":
            continue
        place = int(np.argmax(found))
        here = (float(found[place]), bool(right[place]), _expected(judged.query))
        key = judged.query.id
        best[key] = max(best.get(key, here), here)
    top = np.array([p for p, _, _ in best.values()])
    right = np.array([r for _, r, _ in best.values()])
    expected = np.array([e for _, _, e in best.values()])
    answerable, stray = expected == "answer", expected == "nothing"
    for threshold in np.linspace(0.01, 0.99, _CURVE_STEPS // 2):
        said = top >= threshold
        yield {
            "threshold": round(float(threshold), 4),
            # As if one more had been said and wrong: a handful of right ones proves nothing.
            "precision": round(float(right[said].sum() / (said.sum() + 1)), 4),
            "found": round(float((said & right)[answerable].mean()), 4),
            "false_alarms": round(float(said[~answerable].mean()), 4),
            "strays": round(float(said[stray].mean()), 4),
        }


def _expected(query: Query) -> str:
    if query.relevant:
        return "answer"
    return "nothing" if query.kind in ("no-claim", "unknown") else "related"


def _choose(curve: Sequence[dict[str, float]]) -> dict[str, float]:
    def lowest(fits: list[bool]) -> float:
        """The lowest threshold from which on every higher one fits too."""
        broken = [n for n, fit in enumerate(fits) if not fit]
        first = broken[-1] + 1 if broken else 0
        return curve[first]["threshold"] if first < len(curve) else _OUT_OF_REACH

    return {
        "same_claim": lowest(
            [
                point["precision"] >= _PRECISION and point["false_alarms"] <= _FALSE_ALARMS
                for point in curve
            ]
        ),
        "related": lowest([point["strays"] <= _STRAYS for point in curve]),
    }
