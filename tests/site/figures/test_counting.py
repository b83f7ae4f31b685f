import threading
from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone

from kiemchung.claims import Level
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.figures import counting
from kiemchung_site.figures.counting import Tally
from kiemchung_site.figures.models import AskCount

pytestmark = pytest.mark.django_db

CLAIM = "Uống nước chanh nóng mỗi ngày tiêu diệt tế bào ung thư"


@pytest.fixture
def tally(monkeypatch: pytest.MonkeyPatch) -> Tally:
    fresh = Tally()
    monkeypatch.setattr(counting, "ASKS", fresh)
    return fresh


def counts() -> dict[tuple[date, str], int]:
    return {(row.day, row.level): row.count for row in AskCount.objects.all()}


def test_answers_are_counted_by_day_and_level(
    client: Client, sample: SiteLibrary, tally: Tally
) -> None:
    for message in (CLAIM, CLAIM, "phường ta phát gạo lúc mấy giờ", ""):
        client.post("/vi/", {"message": message})
    assert counts() == {}
    tally.flush()
    today = timezone.localdate()
    assert counts() == {(today, "same_claim"): 2, (today, "nothing"): 1}


def test_counts_of_several_flushes_and_processes_add_up(tally: Tally) -> None:
    for another in (tally, Tally(), tally):
        another.add(Level.RELATED)
        another.flush()
        another.flush()
    assert counts() == {(timezone.localdate(), "related"): 3}


def test_what_cannot_be_written_is_kept_for_the_next_time(
    tally: Tally, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise DatabaseError

    tally.add(Level.NOTHING)
    with monkeypatch.context() as broken:
        broken.setattr(counting, "add_asks", fail)
        tally.flush()
    tally.add(Level.NOTHING)
    tally.flush()
    assert counts() == {(timezone.localdate(), "nothing"): 2}


def test_threads_lose_no_count(tally: Tally) -> None:
    threads = [
        threading.Thread(target=lambda: [tally.add(Level.NOTHING) for _ in range(500)])
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally.flush()
    assert counts() == {(timezone.localdate(), "nothing"): 4000}


def test_nothing_but_day_level_and_number_is_kept() -> None:
    assert [field.name for field in AskCount._meta.get_fields()] == ["id", "day", "level", "count"]


def test_a_level_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO figures_askcount (day, level, count) VALUES ('2026-01-01', 'x', 1)"
        )
