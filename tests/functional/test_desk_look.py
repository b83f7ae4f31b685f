"""Every page of the desk: both languages, light and dark, narrow, without a barrier."""

import pytest
from playwright.sync_api import Page

from tests.functional.conftest import NewPage, log_in
from tests.functional.desk_pages import DESK_PAGES
from tests.functional.public_pages import Shown, barriers
from tests.serving import Served

every_page = pytest.mark.parametrize("shown", DESK_PAGES, ids=str)


@pytest.fixture
def lan(site: Served, new_page: NewPage) -> Page:
    page = new_page(viewport={"width": 320, "height": 640})
    log_in(page, site, "lan@desk.example")
    return page


@every_page
@pytest.mark.parametrize(("language", "scheme"), [("vi", "light"), ("en", "dark")])
def test_axe_finds_no_barrier_and_nothing_is_wider_than_the_screen(
    site: Served, lan: Page, shown: Shown, language: str, scheme: str
) -> None:
    lan.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    complaints: list[str] = []
    lan.on("console", lambda message: complaints.append(message.text))
    shown.open(lan, site, language)
    assert lan.evaluate("document.documentElement.scrollWidth") <= 320
    lan.set_viewport_size({"width": 1280, "height": 900})
    assert barriers(lan) == []
    assert complaints == []
