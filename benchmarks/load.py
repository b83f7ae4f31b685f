"""The site under load: asks and fact-check pages per second, measured by wrk.

See README.md for what is measured. wrk has to be installed (Debian: apt-get install wrk).
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlencode

import httpx
from support.asking import write_feed
from support.claims import ENGLISH_CLAIMS, MESSAGES, OWN_CLAIMS, extend_claims, perturb, read_claims
from support.environment import begin_run
from support.options import add_common_options, show_progress
from support.reporting import markdown_table, number, write_json
from support.served import Load, environment_of, fill, put_under_load, serving

from kiemchung.library import chosen_encoder
from kiemchung.text.message import read_message

_PORT = 8399
_ASKED = 20_000
"""More than are asked in the longest load."""
PACKAGES = ("kiemchung", "django", "granian", "onnxruntime", "tantivy", "usearch")


def main() -> None:
    options = read_options()
    environment = begin_run(options.threads, PACKAGES)
    encoder = chosen_encoder()
    data = options.work / "sites" / f"{encoder}-{options.entries}"
    settings = environment_of(data, encoder, options.workers)
    if not (data / "feed.jsonl").exists():
        prepare(data, settings, options.entries)
    with serving(settings, _PORT) as address:
        loads = measure(address, data, options)
    print(report(loads, options))
    if options.json:
        found = {name: asdict(load) for name, load in loads.items()}
        write_json(options.json, {"environment": environment, "loads": found})


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=100_000, help="size of the library (100000)")
    parser.add_argument("--workers", type=int, default=2, help="processes that answer (2)")
    parser.add_argument("--connections", type=int, default=8, help="askers at the same time (8)")
    parser.add_argument("--seconds", type=int, default=30, help="length of each load (30)")
    add_common_options(parser)
    return parser.parse_args()


def prepare(data: Path, settings: dict[str, str], entries: int) -> None:
    """Fill a new site with ``entries`` fact-checks."""
    sources = [path for path in (ENGLISH_CLAIMS, OWN_CLAIMS) if path.is_file()]
    claims = extend_claims(read_claims(sources), entries, 1)
    data.mkdir(parents=True, exist_ok=True)
    unfinished = data / "feed.unfinished.jsonl"
    write_feed(unfinished, claims)
    show_progress(f"importing {len(claims):,} entries")
    fill(settings, unfinished)
    unfinished.rename(data / "feed.jsonl")


def measure(address: str, data: Path, options: argparse.Namespace) -> dict[str, Load]:
    """Put every kind of page under load."""
    waves, anew = (str(write_forms(data, name, texts)) for name, texts in messages())
    listed = httpx.get(f"{address}/vi/corrections/").text
    path = next(
        p for p in listed.split('"') if p.startswith("/vi/fact-checks/") and p.count("/") == 4
    )
    script = Path(__file__).with_name("ask.lua")
    show_progress("asks, pages")
    load = (options.seconds, options.connections)
    put_under_load(f"{address}/vi/", 5, options.connections, script, MESSAGES=waves)
    return {
        "asks, none twice": put_under_load(f"{address}/vi/", *load, script, MESSAGES=anew),
        "asks, in waves": put_under_load(f"{address}/vi/", *load, script, MESSAGES=waves),
        "a fact-check, kept": put_under_load(f"{address}{path}", *load),
        "a fact-check, made anew": put_under_load(f"{address}{path}?anew", *load),
        "the list, kept": put_under_load(f"{address}/vi/fact-checks/", *load),
        "the list, made anew": put_under_load(f"{address}/vi/fact-checks/?page=1", *load),
    }


def messages() -> Iterator[tuple[str, list[str]]]:
    """Yield messages as they come in waves, and as many of which none comes twice.

    Forwards are asked about as words are used (Zipf's law): the tenth most common one a tenth as
    often as the most common.
    """
    rng = random.Random(1)
    lines = (MESSAGES / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines if line]
    texts = [text for text in texts if read_message(text).passages]  # others are refused
    rng.shuffle(texts)
    often = [1 / rank for rank in range(1, len(texts) + 1)]
    yield "waves", rng.choices(texts, often, k=_ASKED)
    yield "anew", [perturb(rng.choice(texts), rng.choice(texts), rng) for _ in range(_ASKED)]


def write_forms(data: Path, name: str, texts: Sequence[str]) -> Path:
    """Write what a browser would send for each of ``texts``, one a line."""
    path = data / f"forms-{name}.txt"
    path.write_text("\n".join(urlencode({"message": text}) for text in texts), encoding="ascii")
    return path


def report(loads: dict[str, Load], options: argparse.Namespace) -> str:
    """Return the figures in Markdown."""
    rows = [
        [name, number(load.per_second), number(load.p50_ms), number(load.p99_ms), str(load.errors)]
        for name, load in loads.items()
    ]
    title = f"### {options.entries:,} entries, {options.workers} workers, {options.connections} connections\n"
    return "\n".join([title, markdown_table(["", "per s", "p50, ms", "p99, ms", "errors"], rows)])


if __name__ == "__main__":
    main()
