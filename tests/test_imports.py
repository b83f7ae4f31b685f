"""Imports run one way: the command line uses the library, and parts only what lies below them."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "kiemchung"

LAYERS = (
    ("cli",),
    ("evaluation", "importing"),
    ("library",),
    ("matching", "claimreview", "store", "sample"),
    ("text", "claims_json"),
    ("claims", "files", "errors"),
)
"""From the top down; a part may import from its own line only itself."""

FORBIDDEN = ("django", "kiemchung_site")


def parts() -> dict[str, int]:
    return {name: depth for depth, names in enumerate(LAYERS) for name in names}


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield f"{node.module}.{node.names[0].name}" if node.module else ""


def top(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


FILES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_only_from_below(path: Path) -> None:
    depths = parts()
    here = top(path)
    assert here in depths, f"{here} has no place in the order"
    for name in imported(path):
        package, _, rest = name.partition(".")
        assert package not in FORBIDDEN
        if package == "kiemchung" and (there := rest.split(".")[0]) != here:
            assert there in depths
            assert depths[there] > depths[here], f"{here} may not import {there}"
