"""The index catches up with publications that could not wait for it."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from kiemchung.claims import Level
from kiemchung.errors import StorageFull
from kiemchung_site.factchecks import following
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.factchecks.store import DatabaseStore
from tests.site.building import CLAIM, published


def is_found(library: SiteLibrary) -> bool:
    return library.matcher.ask(CLAIM).level is Level.SAME_CLAIM


def wait_until(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened() and time.monotonic() < end:
        time.sleep(0.05)


@pytest.mark.usefixtures("shared_database")
def test_a_publication_during_an_import_is_found_once_that_has_ended(library: SiteLibrary) -> None:
    stop = following.start_following(every=0.05)
    try:
        with library.open_writer():
            begun = time.monotonic()
            published()
            assert time.monotonic() - begun < 15
            time.sleep(0.3)
            assert not is_found(library)
        wait_until(lambda: is_found(library))
    finally:
        stop()
    assert is_found(library)


@pytest.mark.django_db
def test_an_index_that_was_never_made_is_made(library: SiteLibrary) -> None:
    assert following.follow_once() == ""
    assert library.is_empty()
    published()
    assert following.follow_once() == ""
    assert is_found(library)


@pytest.mark.django_db
def test_an_index_that_is_up_to_the_record_costs_one_query_and_no_lock(sample: SiteLibrary) -> None:
    following.follow_once()
    with sample.open_writer(), CaptureQueriesContext(connection) as queries:
        begun = time.monotonic()
        assert following.follow_once() == ""
        assert time.monotonic() - begun < following._PATIENCE
    assert len(queries) == 1


@pytest.mark.usefixtures("shared_database")
@pytest.mark.parametrize("error", [OperationalError("x"), StorageFull(Path("x"))])
def test_what_goes_wrong_is_said_once_and_tried_again(
    library: SiteLibrary,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    tries: list[int] = []

    def fail(_: object) -> int:
        tries.append(1)
        raise error

    monkeypatch.setattr(DatabaseStore, "revision", property(fail))
    stop = following.start_following(every=0.01)
    wait_until(lambda: len(tries) > 3)
    stop()
    assert len(tries) > 3
    assert caplog.text.count(type(error).__name__) == 1
