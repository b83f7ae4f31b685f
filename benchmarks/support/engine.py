"""What is asked of a search engine to be measured."""

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

LIMIT = 10

Vector = NDArray[np.float32]
"""Shape (dimensions,)."""
Vectors = NDArray[np.float32]
"""Shape (texts, dimensions)."""


class Searcher(Protocol):
    """An index opened for searching; every search gives up to ten numbers of entries."""

    @property
    def settings(self) -> str:
        """The settings in force that bear on speed and recall."""
        ...

    def lexical(self, text: str) -> list[int]: ...

    def dense(self, vector: Vector) -> list[int]: ...

    def hybrid(self, text: str, vector: Vector) -> list[int]: ...


class Engine(Protocol):
    """Builds an index on the disk and opens it again."""

    def build(self, texts: Sequence[str], vectors: Vectors, folder: Path) -> None:
        """Make the index of ``texts`` with their ``vectors`` in the new ``folder``."""
        ...

    def open(self, folder: Path, queries: Sequence[str], vectors: Vectors) -> Searcher:
        """Open the index; ``queries`` with their ``vectors`` are what will be asked."""
        ...


ENGINES = ("kiemchung", "txtai")


def load_engine(name: str) -> Engine:
    """Import and return the engine ``name``; only its own libraries are loaded."""
    engine: Engine = importlib.import_module(f"support.{name}_engine").ENGINE
    return engine
