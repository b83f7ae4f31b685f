"""Pictures of every page: ``python -m tests.functional.screenshots FOLDER``."""

import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from tests.functional.chromium import HOW_TO_INSTALL, find_chromium, launch
from tests.functional.every_page import EVERY_PAGE
from tests.serving import Served, serving

Scheme = Literal["light", "dark"]

_WIDTHS = {390: 844, 1280: 900}
"""With their heights."""
_SCHEMES: tuple[Scheme, ...] = ("light", "dark")


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    executable = find_chromium()
    if executable is None:
        sys.exit(HOW_TO_INSTALL)
    with tempfile.TemporaryDirectory() as data, serving(Path(data)) as site:
        site.run("tests.functional.filling:fill")
        with sync_playwright() as playwright:
            browser = launch(playwright, executable)
            for width in _WIDTHS:
                for scheme in _SCHEMES:
                    _take_all(browser, site, folder, width, scheme)
            browser.close()
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} pictures in {folder}\n")


def _take_all(browser: Browser, site: Served, folder: Path, width: int, scheme: Scheme) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": _WIDTHS[width]},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    page = context.new_page()
    for language in ("vi", "en"):
        for shown in EVERY_PAGE:
            shown.show(page, site, language)
            name = f"{shown}-{language}-{width}-{scheme}.png"
            page.screenshot(path=folder / name, full_page=True)
    context.close()


if __name__ == "__main__":
    main()
