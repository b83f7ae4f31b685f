"""Pictures of every page: ``python -m tests.functional.screenshots FOLDER``."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, sync_playwright

from tests.functional.chromium import HOW_TO_INSTALL, find_chromium, launch
from tests.functional.every_page import EVERY_PAGE
from tests.serving import serving

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
            for width, scheme, language in product(_WIDTHS, _SCHEMES, ("vi", "en")):
                for shown in EVERY_PAGE:
                    picture = folder / f"{shown}-{language}-{width}-{scheme}.png"
                    with _blank_page(browser, width, scheme) as page:
                        shown.show(page, site, language)
                        page.screenshot(path=picture, full_page=True)
            browser.close()
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} pictures in {folder}\n")


@contextmanager
def _blank_page(browser: Browser, width: int, scheme: Scheme) -> Iterator[Page]:
    """Open a page in a browser that remembers nothing of the one before."""
    context = browser.new_context(
        viewport={"width": width, "height": _WIDTHS[width]},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


if __name__ == "__main__":
    main()
