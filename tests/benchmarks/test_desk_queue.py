import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import ROOT, environment_of

_SCRIPT = ROOT / "benchmarks" / "desk_queue.py"


@pytest.mark.slow
def test_it_measures_every_page_of_a_small_queue(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, _SCRIPT, "--claims", "30", "--rounds", "1"],
        env=environment_of(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "/vi/desk/claims/, 7 queries: p50" in done.stdout
    assert "submitting a question: p50" in done.stdout
