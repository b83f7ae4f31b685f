from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings

from kiemchung_site.factchecks.filling import add_sample
from kiemchung_site.factchecks.library import SiteLibrary, site_library
from kiemchung_site.members.attempts import attempts
from kiemchung_site.public import floods
from kiemchung_site.public.keeping import SHELF


@pytest.fixture(autouse=True)
def empty_shelf() -> None:
    """Let no test see a page that another one has made."""
    SHELF.clear()


@pytest.fixture(autouse=True)
def site_folder(settings: Settings, tmp_path: Path) -> Path:
    """Give each test a data folder of its own."""
    settings.CONFIGURATION = replace(settings.CONFIGURATION, data=tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def no_failures_yet() -> None:
    """Forget the failed log-ins of other tests, and what they sent from one place."""
    attempts.cache_clear()
    floods.places.cache_clear()


@pytest.fixture
def library() -> SiteLibrary:
    return site_library()


@pytest.fixture
def sample(db: None, library: SiteLibrary) -> SiteLibrary:
    """The site's library with the sample in it."""
    add_sample(library)
    return library
