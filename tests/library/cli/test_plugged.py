"""Commands of packages above the library: found by entry points, imported when they run."""

import subprocess
import sys
from pathlib import Path

import pytest

from kiemchung import cli
from kiemchung.cli import plugged

CALLED: list[list[str]] = []


def deed(arguments: list[str]) -> None:
    """Do something elsewhere."""
    CALLED.append(arguments)


class Entry:
    def load(self) -> object:
        return deed


@pytest.fixture
def another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugged, "plugged", lambda: {"another": Entry(), "ask": Entry()})
    CALLED.clear()


def run(*arguments: str) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.app(list(arguments))
    assert ended.value.code == 0


def test_a_plugged_command_gets_everything_after_its_name(another: None) -> None:
    run("another", "--port", "8000", "-v", "FILE", "--help")
    assert CALLED == [["--port", "8000", "-v", "FILE", "--help"]]


def test_it_stands_in_the_list_with_its_help(
    another: None, capsys: pytest.CaptureFixture[str]
) -> None:
    run("--help")
    said = capsys.readouterr().out
    assert "Do something elsewhere." in said
    assert said.count(" ask ") == 1


def test_no_package_takes_the_place_of_an_own_command(
    another: None, capsys: pytest.CaptureFixture[str]
) -> None:
    run("ask", "--help")
    assert CALLED == []
    assert "TEXT" in capsys.readouterr().out


def test_listing_the_commands_imports_no_django() -> None:
    script = "import sys; from kiemchung import cli; cli.app(['--help'], standalone_mode=False); assert 'django' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "serve" in done.stdout


def test_a_wrong_setting_of_the_site_is_one_line(tmp_path: Path) -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("kiemchung"), "doctor"],
        env={"KIEMCHUNG_DATA": str(tmp_path), "KIEMCHUNG_WORKERS": "none", "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 78
    assert done.stderr.count("\n") == 1
    assert "KIEMCHUNG_" in done.stderr
