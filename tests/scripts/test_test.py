"""``scripts/test`` with stand-ins for the tools that it calls."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    tools = tmp_path / ".venv" / "bin"
    tools.mkdir(parents=True)
    for name in ("ruff", "mypy", "pytest"):
        put(tools / name, f'echo "{name} $*" >> calls')
    put(tools / "python", f'exec {sys.executable} "$@"')
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts" / "test", tmp_path / "scripts" / "test")
    return tmp_path


def put(script: Path, line: str) -> None:
    script.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    script.chmod(0o755)


def run(checkout: Path, chromium: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / "scripts" / "test"],
        env={**os.environ, "CHROMIUM": chromium, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_chromium_it_fails_and_says_what_to_install(checkout: Path) -> None:
    done = run(checkout, "/nowhere/chromium")
    assert done.returncode == 1
    assert "apt-get install chromium" in done.stderr
    assert "-m browser" not in (checkout / "calls").read_text(encoding="utf-8").splitlines()[-1]


def test_with_chromium_the_tests_in_a_browser_run_last(checkout: Path) -> None:
    assert run(checkout, "/bin/sh").returncode == 0
    calls = (checkout / "calls").read_text(encoding="utf-8").splitlines()
    assert calls[-2:] == ["pytest -m not browser", "pytest -m browser"]
