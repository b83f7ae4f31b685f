"""Pictures of every page, public and the desk's: ``python -m tests.functional.screenshots FOLDER``."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.functional.chromium import find_chromium, launch
from tests.functional.conftest import log_in
from tests.functional.desk_pages import DESK_PAGES
from tests.functional.public_pages import PUBLIC_PAGES
from tests.serving import serving

_WIDTHS = {390: 844, 1280: 900}


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    executable = find_chromium()
    if executable is None:
        sys.exit("No Chromium is installed (Debian: apt-get install chromium).")
    with tempfile.TemporaryDirectory() as data, serving(Path(data)) as site:
        site.run("tests.functional.filling:publish_examples")
        site.run("tests.functional.filling:ask_examples")
        site.run("tests.functional.filling:work_of_last_quarter")
        with sync_playwright() as playwright:
            browser = launch(playwright, executable)
            for width, height in _WIDTHS.items():
                for scheme in ("light", "dark"):
                    context = browser.new_context(
                        viewport={"width": width, "height": height},
                        color_scheme=scheme,
                        reduced_motion="reduce",
                    )
                    page = context.new_page()
                    log_in(page, site, "lan@desk.example")
                    for language in ("vi", "en"):
                        for shown in (*PUBLIC_PAGES, *DESK_PAGES):
                            shown.open(page, site, language)
                            name = f"{shown}-{language}-{width}-{scheme}.png"
                            page.screenshot(path=folder / name, full_page=True)
                    context.close()
            browser.close()
    sys.stdout.write(f"{len(list(folder.glob('*.png')))} pictures in {folder}\n")


if __name__ == "__main__":
    main()
