"""The site as it is run: one command, a real server, a data folder of its own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).parents[1]
PATIENCE = 120.0
_COMMAND = Path(sys.executable).with_name("kiemchung")


@dataclass(frozen=True)
class Served:
    """A running site."""

    address: str
    data: Path
    log: Path
    process: subprocess.Popen[bytes]
    environment: Mapping[str, str]

    def stop(self) -> int:
        """Ask it to stop as a service manager does, and return what it ends with."""
        self.process.terminate()
        return self.process.wait(PATIENCE)

    def run(self, function: str, *arguments: str) -> str:
        """Call ``module:function`` in a process of this site, and return what it returns."""
        return call_inside(self.environment, function, *arguments)

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run ``kiemchung`` for this site."""
        return command(self.environment, *arguments)


def environment_of(data: Path, **settings: str) -> dict[str, str]:
    """Return what a site in ``data`` is started with; the encoder has no model."""
    usual = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("DJANGO", "KIEMCHUNG", "DATABASE", "PYTEST"))
    }
    own = {"KIEMCHUNG_MODE": "development", "KIEMCHUNG_ENCODER": "fake"}
    return {**usual, **own, "KIEMCHUNG_DATA": str(data), "TMPDIR": str(data.parent), **settings}


def command(environment: Mapping[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run ``kiemchung`` with ``arguments``."""
    return subprocess.run(
        [_COMMAND, *arguments], env=environment, capture_output=True, text=True, check=False
    )


def call_inside(environment: Mapping[str, str], function: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tests.inside", function, *arguments],
        env={**environment, "DJANGO_SETTINGS_MODULE": "kiemchung_site.config.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@contextmanager
def serving(folder: Path, *, host: str = "127.0.0.1", **settings: str) -> Iterator[Served]:
    """Serve a new site in ``folder``, with the sample, until the block ends."""
    port, data, log = free_port(), folder / "data", folder / "log"
    address = f"http://{host}:{port}"
    environment = environment_of(data, **{"KIEMCHUNG_ORIGIN": address, **settings})
    with log.open("ab") as output:
        process = subprocess.Popen(
            [_COMMAND, "serve", "--port", str(port)],
            env=environment,
            stdout=output,
            stderr=output,
        )
    site = Served(address, data, log, process, environment)
    try:
        _wait_for(site)
        yield site
    finally:
        if process.poll() is None:
            site.stop()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(site: Served) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert site.process.poll() is None, site.log.read_text(encoding="utf-8")
        try:
            httpx.get(f"{site.address}/readyz").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError("the site did not start")
