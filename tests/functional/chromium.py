"""Chromium as the machine has it."""

import os
import shutil

from playwright.sync_api import Browser, Playwright


def find_chromium() -> str | None:
    """Return the path of Chromium: that in CHROMIUM, or what is installed."""
    chosen = os.environ.get("CHROMIUM")
    names = ("chromium", "chromium-browser", "google-chrome")
    return chosen or next(filter(None, map(shutil.which, names)), None)


def launch(playwright: Playwright, executable: str) -> Browser:
    """Start Chromium without a window; root has no sandbox."""
    return playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
