"""A kill at any moment loses nothing that was acknowledged and leaves nothing unreadable."""

import multiprocessing
import os
import random
import time
from collections.abc import Callable, Iterator
from itertools import count
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
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
# A fork of the process that tests run in would inherit the locks of its threads.
_clean = multiprocessing.get_context("forkserver")
_clean.set_forkserver_preload([__name__])


def write_until_killed(folder: Path, told: Connection, first: int) -> None:
    """Add, replace, remove and merge without end; say of each addition when it is safe."""
    acknowledge = told.fileno()
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


def acknowledged(reading: Connection) -> Iterator[tuple[str, bool]]:
    """Yield each key with whether it was added or removed, in the order of the deeds."""
    with os.fdopen(os.dup(reading.fileno())) as lines, reading:
        for line in lines:
            yield line[1:].strip(), line[0] == "+"


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


def child(work: Callable[..., None], *arguments: object) -> BaseProcess:
    """Start ``work`` in a process of its own."""
    process = _clean.Process(target=work, args=arguments)
    process.start()
    return process


def holds(folder: Path, alive: set[str]) -> bool:
    """Check in a process of its own, as one that was not there when things were written."""
    checker = child(check, folder, alive)
    checker.join()
    return checker.exitcode == 0


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    chance = random.Random(20)
    alive: set[str] = set()
    recent: list[str] = []
    for kill in count():
        if kill >= _KILLS and len(alive) > _KILLS:
            break
        reading, writing = _clean.Pipe(duplex=False)
        writer = child(write_until_killed, folder, writing, kill * 1000)
        writing.close()
        time.sleep(chance.uniform(0.002, _LONGEST_LIFE))
        writer.kill()
        writer.join()
        for key, is_there in acknowledged(reading):
            alive.add(key) if is_there else alive.discard(key)
            recent.append(key)
        if not (folder / "CURRENT").exists():
            assert not alive
            continue
        sample = set(recent[-20:]) & alive | set(chance.sample(sorted(alive), min(20, len(alive))))
        assert holds(folder, sample), f"after kill {kill}"
    assert holds(folder, alive)
