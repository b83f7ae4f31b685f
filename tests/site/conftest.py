from dataclasses import replace
from pathlib import Path

import pytest
from pytest_django import Settings

from kiemchung_site.factchecks.filling import add_sample
from kiemchung_site.factchecks.library import SiteLibrary, site_library
from kiemchung_site.public import floods


@pytest.fixture(autouse=True)
def site_folder(settings: Settings, tmp_path: Path) -> Path:
    """Give each test a data folder of its own."""
    settings.CONFIGURATION = replace(settings.CONFIGURATION, data=tmp_path)
    return tmp_path


@pytest.fixture(autouse=True)
def nobody_sent_anything() -> None:
    """Count anew what is sent from one place."""
    floods.places.cache_clear()


@pytest.fixture
def library() -> SiteLibrary:
    return site_library()


@pytest.fixture
def sample(db: None, library: SiteLibrary) -> SiteLibrary:
    """The site's library with the sample in it."""
    add_sample(library)
    return library
