"""A site with many fact-checks, as it is run, and wrk against it."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

_COMMANDS = Path(sys.executable).parent
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Load:
    """What wrk has measured."""

    per_second: float
    p50_ms: float
    p99_ms: float
    errors: int


def environment_of(data: Path, encoder: str, workers: int) -> dict[str, str]:
    """Return what the site is started with; it shares the cores out itself."""
    inherited = {name: value for name, value in os.environ.items() if name != "KIEMCHUNG_THREADS"}
    return {
        **inherited,
        "KIEMCHUNG_MODE": "development",
        "KIEMCHUNG_DATA": str(data),
        "KIEMCHUNG_ENCODER": encoder,
        "KIEMCHUNG_WORKERS": str(workers),
    }


def fill(environment: dict[str, str], feed: Path) -> None:
    """Import ``feed`` into the site's database and publish one fact-check of its own."""
    for arguments in (["migrate", "-v0"], ["import_fact_checks", str(feed)]):
        subprocess.run([_COMMANDS / "kiemchung-site", *arguments], env=environment, check=True)
    subprocess.run(
        [sys.executable, "-m", "tests.inside", "tests.functional.filling:publish_examples"],
        env={**environment, "DJANGO_SETTINGS_MODULE": "kiemchung_site.config.settings"},
        cwd=Path(__file__).parents[2],
        check=True,
    )


@contextmanager
def serving(environment: dict[str, str], port: int) -> Iterator[str]:
    """Serve the site and give its address."""
    address = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [_COMMANDS / "kiemchung", "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(600):
            try:
                httpx.get(f"{address}/readyz").raise_for_status()
                break
            except httpx.HTTPError:
                time.sleep(0.5)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def put_under_load(
    address: str, seconds: int, connections: int, script: Path | None = None, **variables: str
) -> Load:
    """Return what wrk says of ``address`` after ``seconds``."""
    options = ["-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "--timeout", "30s"]
    if script is not None:
        options += ["-s", str(script)]
    said = subprocess.run(
        ["wrk", *options, address],
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return Load(
        float(re.findall(r"Requests/sec:\s+([\d.]+)", said)[0]),
        _milliseconds(said, "50%"),
        _milliseconds(said, "99%"),
        sum(
            map(
                int,
                re.findall(
                    r"(?:Non-2xx or 3xx responses: |connect |read |write |timeout )(\d+)", said
                ),
            )
        ),
    )


def _milliseconds(said: str, share: str) -> float:
    number, unit = re.findall(rf"{share}\s+([\d.]+)(us|ms|s|m)", said)[0]
    return float(number) * _UNITS[unit]
