"""multilingual-e5-small with trainable low-rank updates and a head for token vectors."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from kiemchung.matching.encoder.e5_weights import E5Weights, dequantise

RANK = 16
SCALE = 2.0
WIDTH = 64
PREFIX_TOKENS = 3
"""The mark of the beginning and the two tokens of "query: "; they are no words of the text."""
_PARTS = {"qkv": ("q", "k", "v"), "ao": ("ao",), "fi": ("fi",), "fo": ("fo",)}


class Encoded(NamedTuple):
    """A batch: vectors (texts, hidden), token vectors (texts, tokens, width), their weights."""

    vectors: Tensor
    directions: Tensor
    weights: Tensor
    words: Tensor
    """Which tokens are words of the text."""


class UpdatedLinear(nn.Module):
    """A fixed linear layer plus a trainable update of low rank."""

    def __init__(self, matrix: NDArray[np.float32], bias: NDArray[np.float32]) -> None:
        super().__init__()
        self.register_buffer("matrix", torch.from_numpy(matrix))
        self.register_buffer("bias", torch.from_numpy(bias.copy()))
        outputs, inputs = matrix.shape
        self.down = nn.Parameter(torch.randn(RANK, inputs) / math.sqrt(inputs))
        self.up = nn.Parameter(torch.zeros(outputs, RANK))

    def forward(self, states: Tensor) -> Tensor:
        fixed = functional.linear(states, self.matrix, self.bias)
        return fixed + (states @ self.down.T) @ self.up.T * SCALE


class AdaptedE5(nn.Module):
    """The network; only updates and head are trained."""

    def __init__(self, weights: E5Weights) -> None:
        super().__init__()
        self._shape = weights.shape
        self._table = weights.blocks("emb.word", weights.shape.hidden)
        self._positions = torch.from_numpy(weights.positions.copy())
        self._epsilon = float(weights.layer_norm_epsilon)
        self._embedding_norm = _norm(weights, "emb.ln")
        self._norms = [
            (_norm(weights, f"l{layer}.aln"), _norm(weights, f"l{layer}.oln"))
            for layer in range(weights.shape.layers)
        ]
        self.layers = nn.ModuleList(
            nn.ModuleDict(
                {part: _linear(weights, f"l{layer}.", names) for part, names in _PARTS.items()}
            )
            for layer in range(weights.shape.layers)
        )
        hidden = weights.shape.hidden
        self.projection = nn.Parameter(nn.init.orthogonal_(torch.empty(WIDTH, hidden)))
        self.weight = nn.Parameter(torch.zeros(hidden))
        self.bias = nn.Parameter(torch.zeros(1))

    def forward(self, tokens: Sequence[Sequence[int]]) -> Encoded:
        states, mask = self._states(tokens)
        vectors = functional.normalize(states.sum(1) / mask.sum(1)[:, None], dim=-1)
        words = mask.clone()
        words[:, :PREFIX_TOKENS] = False
        for row, ids in enumerate(tokens):
            words[row, len(ids) - 1] = False
        directions = functional.normalize(states @ self.projection.T, dim=-1)
        weights = functional.softplus(states @ self.weight + self.bias)
        return Encoded(vectors, directions * words[..., None], weights * words, words)

    def _states(self, tokens: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
        longest = max(map(len, tokens))
        mask = torch.tensor([[n < len(ids) for n in range(longest)] for ids in tokens])
        flat = dequantise(self._table[np.concatenate([np.asarray(ids) for ids in tokens])])
        positions = torch.cat([self._positions[: len(ids)] for ids in tokens])
        # Only real tokens pass through the linear layers; padding exists in attention alone.
        state = self._normalise(torch.from_numpy(flat) + positions, self._embedding_norm)
        for layer, (attention_norm, output_norm) in zip(self.layers, self._norms, strict=True):
            attended = layer["ao"](self._attend(layer["qkv"](state), mask))
            state = self._normalise(attended + state, attention_norm)
            inner = functional.gelu(layer["fi"](state))
            state = self._normalise(layer["fo"](inner) + state, output_norm)
        return _padded(state, mask), mask

    def _attend(self, together: Tensor, mask: Tensor) -> Tensor:
        heads, hidden = self._shape.heads, self._shape.hidden
        texts, longest = mask.shape
        shaped = _padded(together, mask).view(texts, longest, 3, heads, hidden // heads)
        query, key, value = shaped.permute(2, 0, 3, 1, 4)
        context = functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask[:, None, None, :]
        )
        return context.transpose(1, 2).reshape(texts, longest, hidden)[mask]

    def _normalise(self, state: Tensor, norm: tuple[Tensor, Tensor]) -> Tensor:
        return functional.layer_norm(state, (self._shape.hidden,), *norm, self._epsilon)

    def save(self, path: Path) -> None:
        """Write the trained part as the file that ``kiemchung`` reads."""
        arrays = {
            f"l{number}.{part}.{name}": _half(matrix)
            for number, layer in enumerate(self.layers)
            for part, linear in layer.items()
            for name, matrix in (("down", linear.down), ("up", linear.up * SCALE))
        }
        np.savez_compressed(
            path,
            **arrays,
            **{
                "head.projection": _half(self.projection),
                "head.weight": _half(self.weight),
                "head.bias": _half(self.bias[0]),
            },
        )


def _half(tensor: Tensor) -> NDArray[np.float16]:
    return tensor.detach().numpy().astype(np.float16)


def _padded(state: Tensor, mask: Tensor) -> Tensor:
    full = state.new_zeros(*mask.shape, state.shape[-1])
    full[mask] = state
    return full


def _norm(weights: E5Weights, name: str) -> tuple[Tensor, Tensor]:
    scale, shift = weights.vector(name + ".w"), weights.vector(name + ".b")
    return torch.from_numpy(scale.copy()), torch.from_numpy(shift.copy())


def _linear(weights: E5Weights, prefix: str, names: Sequence[str]) -> UpdatedLinear:
    matrix = np.concatenate([weights.matrix(f"{prefix}{name}.w") for name in names])
    bias = np.concatenate([weights.vector(f"{prefix}{name}.b") for name in names])
    return UpdatedLinear(matrix, bias)
