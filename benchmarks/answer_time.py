"""From message to answer, encoder and ranker included, and the import that comes before it.

See README.md for what is measured.
"""

import argparse
import json
import random
import shutil
from dataclasses import asdict
from pathlib import Path

from support.apart import run_apart
from support.asking import Asked, Imported, ask, import_feed, write_feed
from support.claims import ENGLISH_CLAIMS, MESSAGES, OWN_CLAIMS, extend_claims, perturb, read_claims
from support.environment import begin_run
from support.options import add_common_options, show_progress
from support.reporting import markdown_table, number, write_json
from support.timing import Latency

from kiemchung.library import chosen_encoder

PACKAGES = ("kiemchung", "numpy", "onnxruntime", "tantivy", "usearch")


def main() -> None:
    options = read_options()
    environment = begin_run(options.threads, PACKAGES)
    encoder = chosen_encoder()
    data = options.work / "libraries" / f"{encoder}-{options.entries}"
    claims = extend_claims(read_claims(_sources()), options.entries, options.seed)
    imported = None
    if options.anew or not (data / "index" / "CURRENT").exists():
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        feed = data / "feed.jsonl"
        write_feed(feed, claims)
        show_progress(f"importing {len(claims):,} entries")
        imported = run_apart(import_feed, feed, data, encoder)
    rng = random.Random(options.seed)
    made = [perturb(rng.choice(claims).text, rng.choice(claims).text, rng) for _ in range(500)]
    kinds = {"like an entry": made, "the project's messages": own_messages()}
    asked = {}
    for kind, messages in kinds.items():
        show_progress(f"asking {len(messages)} messages: {kind}")
        asked[kind] = run_apart(ask, data, messages, encoder)
    print(report(imported, asked, options.entries))
    if options.json:
        write_json(
            options.json,
            {
                "environment": environment,
                "entries": options.entries,
                "imported": {**asdict(imported)} if imported else None,
                "asked": {kind: {**asdict(result)} for kind, result in asked.items()},
            },
        )


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000, help="size of the library (100000)")
    parser.add_argument("--anew", action="store_true", help="import again and measure it")
    parser.add_argument("--seed", type=int, default=1)
    add_common_options(parser)
    return parser.parse_args()


def _sources() -> list[Path]:
    return [path for path in (ENGLISH_CLAIMS, OWN_CLAIMS) if path.is_file()]


def own_messages() -> list[str]:
    """Return the short messages of the project's test split."""
    lines = (MESSAGES / "queries.jsonl").read_text(encoding="utf-8").split("\n")
    queries = [json.loads(line) for line in lines if line]
    return [q["text"] for q in queries if q["split"] == "test" and q["kind"] != "forward"]


def report(imported: Imported | None, asked: dict[str, Asked], entries: int) -> str:
    """Return the figures in Markdown."""
    lines = [f"### {entries:,} entries\n"]
    if imported:
        lines.append(
            f"import: {imported.seconds:.0f} s, {imported.per_second:.0f} entries/s, peak memory "
            f"{imported.peak_mb:.0f} MB, index {imported.disk_mb:.0f} MB\n"
        )
    rows = [
        [
            kind,
            *(number(value) for value in asdict(Latency.of(result.milliseconds)).values()),
            number(result.batch_per_second),
            number(result.first_seconds),
            number(result.resident_mb),
            number(result.private_mb),
        ]
        for kind, result in asked.items()
    ]
    head = [
        "messages",
        "p50, ms",
        "p99, ms",
        "at once, per s",
        "first, s",
        "memory, MB",
        "private, MB",
    ]
    return "\n".join([*lines, markdown_table(head, rows)])


if __name__ == "__main__":
    main()
