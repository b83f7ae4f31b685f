"""Style sheets, scripts and pictures: all that the templates name."""

from collections.abc import Iterator
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs
from django.templatetags.static import StaticNode

from kiemchung_site.running.doctor.finding import Finding, judge

_OURS = Path(__file__).parents[2]


def static_files_are_there() -> Finding:
    wanted = wanted_files()
    missing = sorted(name for name in wanted if finders.find(name) is None)
    return judge(
        "style and scripts",
        not missing,
        ", ".join(missing) or f"{len(wanted)} files",
        "Install the program anew.",
    )


def wanted_files() -> set[str]:
    """Return the names of the files without which a page would lack something."""
    return {
        str(node.path.var)
        for name in _templates()
        for node in get_template(name).template.nodelist.get_nodes_by_type(StaticNode)  # type: ignore[attr-defined]
    }


def _templates() -> Iterator[str]:
    for folder in map(Path, get_app_template_dirs("templates")):
        if folder.is_relative_to(_OURS):
            yield from (str(path.relative_to(folder)) for path in folder.rglob("*.html"))
