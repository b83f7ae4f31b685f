"""Every page of the desk and of the way in: both languages, light and dark, without a barrier."""

import pytest
from playwright.sync_api import Page, Response

from tests.functional.addresses import view_at
from tests.functional.conftest import NewPage
from tests.functional.every_page import MEMBERS_PAGES
from tests.functional.shown import Shown, barriers
from tests.serving import Served

every_page = pytest.mark.parametrize("shown", MEMBERS_PAGES, ids=str)


@every_page
@pytest.mark.parametrize(("language", "scheme"), [("vi", "light"), ("en", "dark")])
def test_axe_finds_no_barrier_and_nothing_is_wider_than_the_screen(
    site: Served, new_page: NewPage, shown: Shown, language: str, scheme: str
) -> None:
    page = new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    complaints = complaints_of(page)
    shown.show(page, site, language)
    assert view_at(page.url) == shown.view
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 900})
    assert barriers(page) == []
    assert complaints == []


def complaints_of(page: Page) -> list[str]:
    """Collect what the browser complains about, but for the status of the page itself."""
    complaints: list[str] = []

    def hear(answer: Response) -> None:
        if not answer.ok and not answer.request.is_navigation_request():
            complaints.append(f"{answer.status} {answer.url}")

    page.on("response", hear)
    page.on(
        "console",
        lambda said: said.text.startswith(_STATUS) or complaints.append(said.text),
    )
    return complaints


_STATUS = "Failed to load resource: the server responded with a status of"
