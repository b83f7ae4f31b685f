"""The adapter: what training has added to multilingual-e5-small for matching claims.

Low-rank updates (E. Hu et al., "LoRA", 2021) of every weight matrix, and where it has one a head
that turns token states into short vectors for alignment. ``training/`` makes it; the file holds:

- ``LAYER.PART.down`` (rank, inputs) and ``LAYER.PART.up`` (outputs, rank), float16, for the
  parts ``qkv``, ``ao``, ``fi`` and ``fo`` of the layers ``l0`` to ``l11``;
- of a head: ``head.projection`` (width, hidden), ``head.weight`` (hidden,), ``head.bias`` ().
"""

import hashlib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Adapter:
    """An opened adapter file."""

    arrays: dict[str, NDArray[np.float32]]
    digest: str

    @classmethod
    def read(cls, path: Path) -> "Adapter":
        """Read an adapter from ``path``."""
        with np.load(path) as file:
            arrays = {name: file[name].astype(np.float32) for name in file.files}
        return cls(arrays, hashlib.sha256(path.read_bytes()).hexdigest())

    def update(self, part: str) -> NDArray[np.float32]:
        """Return what to add to the weights of ``part``, shape (outputs, inputs)."""
        return self.arrays[f"{part}.up"] @ self.arrays[f"{part}.down"]

    @property
    def token_width(self) -> int:
        """Width of token vectors, 0 for an adapter without a head."""
        return len(self.arrays["head.projection"]) if "head.projection" in self.arrays else 0


def packaged_adapter() -> Adapter:
    """Return the adapter that comes with the package."""
    with resources.as_file(resources.files("kiemchung.matching.models") / "adapter.npz") as path:
        return Adapter.read(path)
