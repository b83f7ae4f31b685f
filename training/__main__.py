"""The command: ``python -m training syllables``, then ``adapter``, then ``ranker``."""

import argparse
from pathlib import Path

from training.examples import ROOT, read_sets

MODELS = ROOT / "src" / "kiemchung" / "matching" / "models"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    parser.add_argument("what", choices=["syllables", "adapter", "ranker"])
    parser.add_argument("--into", type=Path, default=MODELS, help="folder for the results")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "data" / "training", help="scratch folder"
    )
    chosen = parser.parse_args()
    sets = read_sets()
    if chosen.what == "syllables":
        from training.syllables import count_syllables

        count_syllables(sets, chosen.into / "syllables.tsv")
    elif chosen.what == "adapter":
        from training.adapter import AdapterTraining

        AdapterTraining(sets, chosen.work).run(chosen.into / "adapter.npz")
    else:
        from training.ranker import train_ranker

        train_ranker(sets, chosen.into, chosen.work)


if __name__ == "__main__":
    main()
