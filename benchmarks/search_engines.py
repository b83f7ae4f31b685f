"""Our index and txtai side by side, on the same texts and the same vectors, in one run.

See README.md for what is measured and how to make the environment.
"""

import argparse
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from support.claims import ENGLISH_CLAIMS, OWN_CLAIMS, read_claims
from support.corpus import Corpus
from support.corpus_making import CorpusMaker
from support.engine import ENGINES
from support.engine_measuring import WARM_UP, Figures, Round, measure_engine
from support.environment import begin_run
from support.options import add_common_options, show_progress
from support.reporting import (
    alternated,
    markdown_table,
    median_of,
    number,
    ratio,
    shown_ratio,
    write_json,
)

from kiemchung.claims_json import Json

FEWEST_QUERIES = 300
PACKAGES = ("kiemchung", "numpy", "tantivy", "usearch", "txtai", "faiss-cpu", "torch")
OURS, THEIRS = ENGINES

LABELS = {
    "build_seconds": "build, s",
    "build_peak_mb": "build, peak memory, MB",
    "disk_mb": "disk, MB",
    "open_seconds": "open and first hybrid search, s",
    "libraries_mb": "memory with libraries imported, MB",
    "resident_mb": "memory after searching, MB",
    "private_mb": "of it private, MB",
    "lexical_p50_ms": "lexical p50, ms",
    "lexical_p99_ms": "lexical p99, ms",
    "dense_p50_ms": "dense p50, ms",
    "dense_p99_ms": "dense p99, ms",
    "hybrid_p50_ms": "hybrid p50, ms",
    "hybrid_p99_ms": "hybrid p99, ms",
    "dense_recall": "dense recall@10 against exact search",
    "lexical_found": "lexical: entry found in ten",
    "dense_found": "dense: entry found in ten",
    "hybrid_found": "hybrid: entry found in ten",
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rounds of all engines on one corpus."""

    size: int
    encoding_seconds: float | None
    rounds: dict[str, list[Round]]

    def median(self, engine: str) -> Figures:
        return median_of([item.figures for item in self.rounds[engine]])

    def ratios(self) -> dict[str, float | None]:
        """Return ours / theirs for the median of each figure."""
        ours, theirs = asdict(self.median(OURS)), asdict(self.median(THEIRS))
        return {name: ratio(ours[name], theirs[name]) for name in ours}

    def as_fields(self) -> dict[str, Json]:
        return {
            "size": self.size,
            "encoding_seconds": self.encoding_seconds,
            "engines": {
                engine: {
                    "settings": rounds[0].settings,
                    "median": asdict(self.median(engine)),
                    "rounds": [asdict(item.figures) for item in rounds],
                }
                for engine, rounds in self.rounds.items()
            },
            "ratios": dict(self.ratios()),
        }


def main() -> None:
    options = read_options()
    environment = begin_run(options.threads, PACKAGES)
    maker = CorpusMaker(
        read_claims([options.texts]),
        options.work,
        options.queries + WARM_UP,
        options.seed,
        options.vectors == "encoder",
    )
    comparisons = []
    for size in options.sizes:
        show_progress(f"{size:,} entries: preparing texts and vectors")
        comparison = compare(maker.make(size), size, options.rounds, options.work / "indexes")
        print("\n".join(report(comparison)), flush=True)
        comparisons.append(comparison)
    if options.json:
        content: dict[str, Json] = {
            "environment": environment,
            "queries": options.queries,
            "rounds": options.rounds,
            "vectors": options.vectors,
            "seed": options.seed,
            "sizes": [comparison.as_fields() for comparison in comparisons],
        }
        write_json(options.json, content)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[20_000, 100_000], metavar="N")
    parser.add_argument("--queries", type=int, default=1000, help="measured queries (1000)")
    parser.add_argument("--vectors", choices=["synthetic", "encoder"], default="synthetic")
    parser.add_argument(
        "--texts",
        type=Path,
        default=ENGLISH_CLAIMS if ENGLISH_CLAIMS.is_file() else OWN_CLAIMS,
        help="JSON lines with the claims to start from",
    )
    parser.add_argument("--seed", type=int, default=1)
    add_common_options(parser)
    options = parser.parse_args()
    if options.queries < FEWEST_QUERIES:
        parser.error(f"fewer than {FEWEST_QUERIES} queries say nothing about p99")
    return options


def compare(corpus: Corpus, size: int, rounds: int, folder: Path) -> Comparison:
    """Measure all engines in alternating order; indexes are made below ``folder`` and deleted."""
    measured: dict[str, list[Round]] = {engine: [] for engine in ENGINES}
    for round_number in range(rounds):
        for engine in alternated(ENGINES, round_number):
            show_progress(f"{size:,} entries: round {round_number + 1} of {rounds}, {engine}")
            place = folder / engine
            shutil.rmtree(place, ignore_errors=True)
            place.parent.mkdir(parents=True, exist_ok=True)
            measured[engine].append(measure_engine(engine, corpus, place))
            shutil.rmtree(place)
    return Comparison(size, corpus.encoding_seconds, measured)


def report(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of the comparison in Markdown."""
    yield f"\n### {comparison.size:,} entries\n"
    yield markdown_table(["", *ENGINES, f"{OURS} / {THEIRS}"], rows(comparison))
    yield ""
    for engine, rounds in comparison.rounds.items():
        yield f"- {engine}: {rounds[0].settings}"
    if comparison.encoding_seconds is not None:
        speed = comparison.size / comparison.encoding_seconds
        yield f"- encoder, apart: {comparison.encoding_seconds:.0f} s, {speed:.0f} texts/s"


def rows(comparison: Comparison) -> Iterator[Sequence[str]]:
    ours, theirs = (asdict(comparison.median(engine)) for engine in ENGINES)
    for name, label in LABELS.items():
        values = ours[name], theirs[name]
        yield [label, *map(number, values), shown_ratio(*values)]


if __name__ == "__main__":
    main()
