"""Options that the benchmarks have in common."""

import argparse
import sys
import tempfile
from pathlib import Path


def add_common_options(parser: argparse.ArgumentParser) -> None:
    """Add ``--rounds``, ``--threads``, ``--json`` and ``--work``."""
    parser.add_argument("--rounds", type=int, default=3, help="medians are taken over these (3)")
    parser.add_argument("--threads", type=int, default=2, help="threads and cores to use (2)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there")
    parser.add_argument(
        "--work",
        type=Path,
        default=Path(tempfile.gettempdir()) / "kiemchung-benchmarks",
        metavar="FOLDER",
        help="keeps corpora and encoder files for the next run (below the temporary folder)",
    )


def show_progress(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
