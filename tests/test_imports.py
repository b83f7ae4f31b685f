"""Imports run one way: faces use domain apps, these the library, and parts only what lies below."""

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

SITE = Path(__file__).parents[1] / "src" / "kiemchung_site"

SITE_LAYERS = (
    ("config.urls", "config.wsgi", "config.commands", "config.management"),
    ("running",),
    ("public", "desk"),
    ("figures",),
    ("drafts",),
    ("claims", "pages"),
    ("factchecks",),
    ("members",),
    ("config",),
    ("errors",),
)
"""The same for the site: what puts it together, faces, domain apps, what all of them need."""

NETWORK = {"httpx", "requests", "socket", "urllib.request", "http.client", "smtplib"}


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


SITE_FILES = sorted(path for path in SITE.rglob("*.py") if path != SITE / "__init__.py")


def site_depth(name: str) -> int:
    """Return how far down a part lies; ``name`` is without the package."""
    for depth, layer in enumerate(SITE_LAYERS):
        if any(name == part or name.startswith(f"{part}.") for part in layer):
            return depth
    raise AssertionError(f"{name} has no place in the order")


def module(path: Path) -> str:
    return ".".join(path.relative_to(SITE).with_suffix("").parts).removesuffix(".__init__")


@pytest.mark.parametrize("path", SITE_FILES, ids=lambda path: str(path.relative_to(SITE)))
def test_the_site_imports_only_from_below(path: Path) -> None:
    here = module(path)
    for name in imported(path):
        assert name not in NETWORK
        assert name.split(".")[0] not in NETWORK
        package, _, there = name.partition(".")
        if package == "kiemchung_site":
            assert site_depth(there) >= site_depth(here), f"{here} may not import {there}"


def test_faces_have_no_models() -> None:
    for face in ("public", "desk"):
        assert not list((SITE / face).rglob("models*"))


def test_only_actions_write_what_is_published() -> None:
    """Pages and commands reach versions through actions and queries alone."""
    writing = {"write_version", "bulk_create", "get_or_create", "update_or_create", ".create("}
    for path in (SITE / "public").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert not [deed for deed in writing if deed in text], path


def test_onnxruntime_is_imported_where_it_is_kept_from_reporting_alone() -> None:
    named = {
        path.relative_to(SOURCE.parent).as_posix()
        for folder in (SOURCE, SITE)
        for path in folder.rglob("*.py")
        if any(name.split(".")[0] == "onnxruntime" for name in imported(path))
    }
    assert named == {"kiemchung/matching/inference.py"}
