"""Fixtures of tests in a real browser: a served site, pages of it, members who are logged in.

``site`` is shared by all tests of a process and already filled; whoever changes what others
see takes ``own_site``.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.functional.chromium import HOW_TO_INSTALL, find_chromium, launch
from tests.serving import Served, serving

NewPage = Callable[..., Page]

# Several sites may be starting beside this one: what is waited for comes, but not at once.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/functional/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find_chromium()
    if executable is None:
        pytest.skip(HOW_TO_INSTALL)
    with sync_playwright() as playwright:
        started = launch(playwright, executable)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A site with the sample and everything of ``filling``."""
    with serving(tmp_path_factory.mktemp("site")) as served:
        served.run("tests.functional.filling:fill")
        yield served


@pytest.fixture
def own_site(browser: Browser, tmp_path: Path) -> Iterator[Served]:
    """A site with the sample, for one test alone."""
    with serving(tmp_path) as served:
        yield served


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Opens pages, each as another reader; options are those of Playwright's ``new_context``."""
    contexts: list[BrowserContext] = []

    def open_page(**options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def log_in(page: Page, served: Served, email: str) -> None:
    """Log a member in who is in the site already; see ``filling.add_member``."""
    key = served.run("tests.functional.filling:session_of", email)
    page.context.add_cookies([{"name": "sessionid", "value": key, "url": served.address}])


__all__ = ["NewPage", "log_in"]
