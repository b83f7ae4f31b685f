from pathlib import Path

import numpy as np

from kiemchung.matching.index.vectors import VectorIndex, extend_vectors


def test_the_same_vectors_make_the_same_index(tmp_path: Path) -> None:
    drawn = np.random.default_rng(1).normal(size=(3000, 32)).astype(np.float32)
    vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    rows = np.arange(len(vectors), dtype=np.uint64)
    for name in ("one", "other"):
        extend_vectors(tmp_path / name, None, rows, vectors, ())
    one, other = (VectorIndex(tmp_path / name, 32) for name in ("one", "other"))
    for vector in vectors[:200]:
        assert one.search(vector, 10) == other.search(vector, 10)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "other").read_bytes()
