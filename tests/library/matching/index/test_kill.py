"""A kill at any moment loses nothing that was acknowledged and leaves nothing unreadable."""

import os
import random
import signal
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from kiemchung.matching.encoder.fake import FakeEncoder
from kiemchung.matching.index import IndexReader, IndexWriter
from kiemchung.text.tokens import words
from tests.library.building import entry

_KILLS = 200
"""At least so many, and more on a busy machine, until as many entries are in the index."""
_LONGEST_LIFE = 0.06
encoder = FakeEncoder()


def write_until_killed(folder: Path, acknowledge: int, first: int) -> None:
    """Add, replace, remove and merge without end; say of each addition when it is safe."""
    with IndexWriter(folder, encoder, wait=5) as writer:
        number = first
        while True:
            batch = [entry(f"k{number + offset}") for offset in range(3)]
            removed = f"k{number - 30}" if number % 4 == 0 else f"none{number}"
            writer.apply(batch, removals=[removed], revision=number)
            for added in batch:
                os.write(acknowledge, f"+{added.key}\n".encode())
            os.write(acknowledge, f"-{removed}\n".encode())
            number += 3
            if number % 5 == 0:
                writer.merge()


def check(folder: Path, alive: set[str]) -> None:
    """Fail unless every key in ``alive`` is found and its document can be read."""
    snapshot = IndexReader(folder, encoder.fingerprint).snapshot()
    for key in alive:
        (row,) = snapshot.with_key(key)
        found = snapshot.document(row).entry
        assert found.key == key
        hits = snapshot.search_words(words(f"lemon{key}"), 5)
        assert row in [hit for hit, _ in hits]
        assert row in snapshot.vectors([row])


def in_child(work: Callable[[], None]) -> int:
    """Run ``work`` in a forked process and return its id."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    chance = random.Random(20)
    alive: set[str] = set()
    recent: list[str] = []
    for kill in count():
        if kill >= _KILLS and len(alive) > _KILLS:
            break
        reading, writing = os.pipe()
        first = kill * 1000
        writer = in_child(lambda: write_until_killed(folder, writing, first))  # noqa: B023
        os.close(writing)
        time.sleep(chance.uniform(0.002, _LONGEST_LIFE))
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
        with os.fdopen(reading) as acknowledged:
            for line in acknowledged:
                key = line[1:].strip()
                alive.add(key) if line[0] == "+" else alive.discard(key)
                recent.append(key)
        if not (folder / "CURRENT").exists():
            assert not alive
            continue
        sample = set(recent[-20:]) & alive | set(chance.sample(sorted(alive), min(20, len(alive))))
        checker = in_child(lambda: check(folder, sample))  # noqa: B023
        assert os.waitpid(checker, 0)[1] == 0, f"after kill {kill}"
    everything = in_child(lambda: check(folder, alive))
    assert os.waitpid(everything, 0)[1] == 0
