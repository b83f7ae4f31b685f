"""How answering slows down as the library grows: from 10,000 entries to 1,000,000.

See README.md for what is measured.
"""

import argparse
import random
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import matplotlib as mpl
from matplotlib import pyplot
from support.apart import run_apart
from support.claims import ENGLISH_CLAIMS, OWN_CLAIMS, Claim, perturb, read_claims
from support.environment import begin_run
from support.footprint import disk_size, read_memory
from support.options import add_common_options, show_progress
from support.recombined import Recombined
from support.reporting import markdown_table, number, write_json
from support.timing import Latency, time_each

from kiemchung.claims import FactCheck, Publisher, Verdict
from kiemchung.library import chosen_encoder
from kiemchung.matching.encoder import open_encoder
from kiemchung.matching.index import Entry, IndexReader, IndexWriter
from kiemchung.matching.matcher import Matcher

PACKAGES = ("kiemchung", "numpy", "onnxruntime", "tantivy", "usearch")
_SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
_BATCH = 2_000
_MESSAGES, _WARM_UP = 400, 50
_INK, _LINE = "#1f2933", "#3a7ca5"


@dataclass(frozen=True, slots=True)
class Point:
    """One size of the library."""

    entries: int
    p50: float
    p99: float
    resident_mb: float
    private_mb: float
    disk_mb: float


def main() -> None:
    options = read_options()
    environment = begin_run(options.threads, PACKAGES)
    claims = read_claims([path for path in (ENGLISH_CLAIMS, OWN_CLAIMS) if path.is_file()])
    rng = random.Random(1)
    messages = [
        perturb(rng.choice(claims).text, rng.choice(claims).text, rng) for _ in range(_MESSAGES)
    ]
    points = []
    for size in grown(claims, options.work, options.sizes):
        points.append(run_apart(ask, options.work, size, messages))
        show_progress(str(points[-1]))
    print(report(points))
    if options.svg:
        draw(points, options.svg)
    if options.json:
        found = {"environment": environment, "points": [{**asdict(point)} for point in points]}
        write_json(options.json, found)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, metavar="N")
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the growth there")
    add_common_options(parser)
    return parser.parse_args()


def grown(claims: Sequence[Claim], work: Path, sizes: Sequence[int]) -> Iterator[int]:
    """Let one index grow, and stop at each of ``sizes``."""
    shutil.rmtree(work / "growth", ignore_errors=True)
    encoder = open_encoder(chosen_encoder(), work / "encoders")
    show_progress(f"encoding {len(claims):,} real claims")
    recombined = Recombined(encoder, claims, seed=1)
    size = 0
    with IndexWriter(work / "growth", recombined) as writer:
        for target in sizes:
            while size < target:
                count = min(_BATCH, target - size)
                made = recombined.entries(count)
                writer.apply([entry(size + n, claim) for n, claim in enumerate(made)])
                size += count
            writer.merge()
            yield size


def entry(number: int, claim: Claim) -> Entry:
    url = f"https://example.org/checks/{number}"
    verdict = Verdict("False", 1, 5, 1)
    publisher = Publisher("Example", "example.org")
    return Entry(url, FactCheck(claim.text, verdict, publisher, url, language=claim.language))


def ask(work: Path, size: int, messages: Sequence[str]) -> Point:
    encoder = open_encoder(chosen_encoder(), work / "encoders")
    matcher = Matcher(encoder, IndexReader(work / "growth", encoder.fingerprint))
    time_each(matcher.ask, messages[:_WARM_UP])
    _, milliseconds = time_each(matcher.ask, messages)
    memory, disk = read_memory(), disk_size(work / "growth")
    latency = Latency.of(milliseconds)
    return Point(size, latency.p50, latency.p99, memory.resident, memory.private, disk)


def report(points: Sequence[Point]) -> str:
    """Return the figures in Markdown."""
    head = ["entries", "p50, ms", "p99, ms", "memory, MB", "private, MB", "disk, MB"]
    return markdown_table(
        head,
        [[f"{p.entries:,}", *map(number, list(asdict(p).values())[1:])] for p in points],
    )


def draw(points: Sequence[Point], path: Path) -> None:
    """Draw times and memory over the number of entries."""
    mpl.rcParams["svg.hashsalt"] = "growth"
    entries = [point.entries for point in points]
    figure, (above, below) = pyplot.subplots(
        2, 1, figsize=(5, 6), sharex=True, layout="constrained"
    )
    above.plot(entries, [point.p50 for point in points], color=_LINE, marker="o", label="median")
    above.plot(
        entries, [point.p99 for point in points], color=_INK, marker="s", label="99th percentile"
    )
    above.set_ylabel("message to answer, ms")
    above.set_ylim(bottom=0)
    above.legend(frameon=False)
    below.plot(entries, [point.resident_mb for point in points], color=_LINE, marker="o")
    below.set_ylabel("memory, MB")
    below.set_ylim(bottom=0)
    below.set_xscale("log")
    below.set_xlabel("entries")
    figure.savefig(path, metadata={"Date": None})


if __name__ == "__main__":
    main()
