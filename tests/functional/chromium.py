"""Chromium as the machine has it; ``python -m tests.functional.chromium`` says where it is."""

import os
import shutil
import sys

from playwright.sync_api import Browser, Playwright

HOW_TO_INSTALL = (
    "No Chromium is installed (Debian: apt-get install chromium; elsewhere: Chromium or Chrome,"
    " and its path in CHROMIUM)."
)


def find_chromium() -> str | None:
    """Return the path of Chromium: that in CHROMIUM, or what is installed."""
    chosen = os.environ.get("CHROMIUM")
    names = (chosen,) if chosen else ("chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), None)


def launch(playwright: Playwright, executable: str) -> Browser:
    """Start Chromium without a window; root has no sandbox."""
    return playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])


def main() -> None:
    executable = find_chromium()
    if executable is None:
        sys.exit(HOW_TO_INSTALL)
    sys.stdout.write(f"{executable}\n")


if __name__ == "__main__":
    main()
