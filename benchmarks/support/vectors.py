"""Unit vectors made up so that nearest neighbours mean something, and exact search in them."""

import numpy as np
from numpy.typing import NDArray

from kiemchung.matching.encoder.base import Vectors, unit_length

DIMENSIONS = 384

_LATENT = 32
"""Directions in which the vectors really differ; embeddings of sentences have a few dozen."""
_PER_CLUSTER = 40
_SPREAD = 0.6
"""Distance of a vector from its cluster's centre, in distances of centres from each other."""
_NOISE = 0.15
"""Length of what is random in all dimensions, of vectors of length 1."""
_AT_ONCE = 64


def clustered_vectors(count: int, seed: int) -> Vectors:
    """Return ``count`` random unit vectors in clusters of about 40."""
    rng = np.random.default_rng(seed)
    centres = rng.standard_normal((max(1, count // _PER_CLUSTER), _LATENT), np.float32)
    latent = centres[rng.integers(len(centres), size=count)]
    latent += _SPREAD * rng.standard_normal(latent.shape, np.float32)
    basis, _ = np.linalg.qr(rng.standard_normal((DIMENSIONS, _LATENT), np.float32))
    return perturbed(unit_length(latent @ basis.T), _NOISE, rng)


def perturbed(vectors: Vectors, length: float, rng: np.random.Generator) -> Vectors:
    """Return unit vectors near ``vectors``: a random one of about ``length`` is added to each."""
    scale = np.float32(length / np.sqrt(vectors.shape[1]))
    return unit_length(vectors + scale * rng.standard_normal(vectors.shape, np.float32))


def exact_neighbours(vectors: Vectors, queries: Vectors, limit: int) -> NDArray[np.int64]:
    """Return the rows of ``vectors`` with the highest products, best first: (queries, limit)."""
    found = np.empty((len(queries), limit), np.int64)
    for start in range(0, len(queries), _AT_ONCE):
        products = queries[start : start + _AT_ONCE] @ vectors.T
        best = np.argpartition(-products, limit - 1, axis=1)[:, :limit]
        order = np.argsort(-np.take_along_axis(products, best, axis=1), axis=1, kind="stable")
        found[start : start + _AT_ONCE] = np.take_along_axis(best, order, axis=1)
    return found
