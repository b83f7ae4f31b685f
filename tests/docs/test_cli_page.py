"""The page about the command line names every command, option, setting and exit code."""

import re
from pathlib import Path

import pytest
import typer.main

from kiemchung import cli
from kiemchung.cli import exits
from kiemchung.cli.plugged import plugged
from kiemchung.matching.encoder.choice import DEFAULT

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
GROUP = typer.main.get_command(cli.app)
SITE_PAGE = (ROOT / "docs" / "site.md").read_text(encoding="utf-8")
COMMANDS = GROUP.commands  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name: str) -> None:
    (row,) = (line for line in PAGE.splitlines() if line.startswith(f"| `kiemchung {name}"))
    options = [
        option
        for parameter in COMMANDS[name].params
        for option in parameter.opts
        if option.startswith("--") and option != "--help"
    ]
    assert [option for option in options if option not in row] == []


def test_every_documented_command_exists() -> None:
    assert set(re.findall(r"^\| `kiemchung ([a-z]+)", PAGE, re.MULTILINE)) == set(COMMANDS)


def test_every_command_of_the_site_is_documented_in_both_ways() -> None:
    named = re.search(r"^(`serve`.*?) are commands of `kiemchung`, too", SITE_PAGE, re.MULTILINE)
    assert named
    assert set(re.findall(r"`(\w+)`", named[1])) == set(plugged())
    for name in plugged():
        assert f"| `kiemchung-site {name}" in SITE_PAGE


def test_every_setting_is_documented_and_exists() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    used = set(re.findall(r'environ\.get\("(KIEMCHUNG_\w+)"', sources))
    assert used
    assert set(re.findall(r"^\| `(KIEMCHUNG_\w+)`", PAGE, re.MULTILINE)) == used


def test_the_default_encoder_is_the_documented_one() -> None:
    (row,) = (line for line in PAGE.splitlines() if "`KIEMCHUNG_ENCODER`" in line)
    assert row.rstrip(" |").endswith(f"`{DEFAULT}`")


def test_every_exit_code_is_documented_and_used() -> None:
    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", PAGE, re.MULTILINE)}
    named = {value for name, value in vars(exits).items() if name.isupper() and type(value) is int}
    assert documented == named | {1}
