"""Does a probability mean what it says? A reliability diagram on the project's test messages.

Every message gives one point: the probability of its best match, and whether that match is
right. See README.md.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import matplotlib as mpl
import numpy as np
from matplotlib import pyplot
from support.claims import MESSAGES, ROOT
from support.options import show_progress
from support.reporting import markdown_table

from kiemchung.evaluation import evaluate, read_evaluation_set
from kiemchung.evaluation.run import Asked
from kiemchung.library import chosen_encoder
from kiemchung.matching.encoder import open_encoder

_BINS = 10
_INK, _BARS = "#1f2933", "#3a7ca5"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=MESSAGES)
    parser.add_argument("--split", default="test")
    parser.add_argument("--svg", type=Path, default=ROOT / "docs" / "reliability.svg")
    parser.add_argument("--work", type=Path, default=ROOT / "data" / "reliability")
    options = parser.parse_args()
    encoder = open_encoder(chosen_encoder(), options.work / "encoders")
    show_progress("asking every message")
    data = read_evaluation_set(options.folder, options.split)
    result = evaluate(data, encoder, options.work / "indexes")
    draw(result.asked, options.svg)
    kinds = sorted({asked.query.kind for asked in result.asked})
    groups = {
        "all": result.asked,
        **{k: [a for a in result.asked if a.query.kind == k] for k in kinds},
    }
    rows = [[k, str(len(g)), f"{result.calibration_error(g):.3f}"] for k, g in groups.items()]
    print(markdown_table(["kind", "messages", "calibration error"], rows))


def draw(asked: Sequence[Asked], path: Path) -> None:
    """Draw the diagram: share of right matches by probability, and how many there are."""
    mpl.rcParams["svg.hashsalt"] = "reliability"
    probabilities = np.array([a.probability for a in asked])
    right = np.array([a.is_right for a in asked])
    places = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    filled = [n for n in range(_BINS) if (places == n).any()]
    said = [probabilities[places == n].mean() for n in filled]
    true = [right[places == n].mean() for n in filled]
    sizes = [int((places == n).sum()) for n in filled]
    figure, (above, below) = pyplot.subplots(
        2, 1, figsize=(5, 6), height_ratios=[3, 1], sharex=True, layout="constrained"
    )
    above.plot([0, 1], [0, 1], color=_INK, linewidth=0.8, linestyle="--", label="what it should be")
    above.plot(said, true, color=_BARS, marker="o", label="measured")
    above.set_ylabel("share that is right")
    above.legend(frameon=False)
    below.bar([(n + 0.5) / _BINS for n in filled], sizes, width=0.08, color=_BARS)
    below.set_ylabel("messages")
    below.set_xlabel("probability of the best match")
    figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    main()
