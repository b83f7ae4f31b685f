import os

import pytest

from kiemchung_site.config.management.commands.serve import share_cores


@pytest.mark.parametrize(("cores", "workers", "threads"), [(2, 2, "1"), (8, 2, "4"), (2, 5, "1")])
def test_workers_share_the_cores(
    monkeypatch: pytest.MonkeyPatch, cores: int, workers: int, threads: str
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)))
    monkeypatch.setattr(os, "environ", {})
    share_cores(workers)
    assert os.environ["KIEMCHUNG_THREADS"] == threads


def test_who_sets_the_threads_gets_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KIEMCHUNG_THREADS", "3")
    share_cores(2)
    assert os.environ["KIEMCHUNG_THREADS"] == "3"
