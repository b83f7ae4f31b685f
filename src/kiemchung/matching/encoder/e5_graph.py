"""The transformer of multilingual-e5-small as an ONNX graph with 8-bit weights.

Weights are rounded per output column to 7 bits: the AVX2 kernels add pairs of products in
16 bits, which 8-bit weights overflow. Activations are quantised as they come
(``DynamicQuantizeMatMul``). Layer normalisation stays apart from the residual addition,
because onnxruntime's fused kernel for both is the slower one.
"""

from collections.abc import Sequence

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from kiemchung.matching.encoder.e5_adapter import Adapter
from kiemchung.matching.encoder.e5_weights import E5Weights

_MICROSOFT = "com.microsoft"
_LARGEST_WEIGHT = 63
_LOUD = {0: 318, 4: 778, 5: 658}
"""For some layers the inner neuron whose value is 5 to 10 times that of any other, as measured
on messages: left alone it would set the step in which all others are rounded."""
_QUIETER = np.float32(8)


def build_graph(weights: E5Weights, adapter: Adapter | None = None) -> onnx.ModelProto:
    """Return the graph from embeddings to token states, with the updates of ``adapter``.

    Inputs: ``embeddings`` float32 (texts, tokens, hidden) and ``mask`` int32 (texts, tokens).
    Output: ``tokens`` float32 (texts, tokens, hidden); with a head also ``directions``
    (texts, tokens, width), vectors of length 1, and ``weights`` (texts, tokens, 1).
    """
    return _GraphBuilder(weights, adapter).build()


def quantise(matrix: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Return ``matrix`` (inputs, outputs) in 7 bits and the scale of each output."""
    scales = np.abs(matrix).max(axis=0) / _LARGEST_WEIGHT
    scales = np.where(scales == 0, 1, scales).astype(np.float32)
    return np.rint(matrix / scales).astype(np.int8), scales


class _GraphBuilder:
    def __init__(self, weights: E5Weights, adapter: Adapter | None) -> None:
        self._weights = weights
        self._adapter = adapter
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def build(self) -> onnx.ModelProto:
        shape = self._weights.shape
        hidden = shape.hidden
        self._constant("thirds", np.full(3, hidden, np.int64))
        state = self._normalise("embeddings", "emb.ln", "embedded")
        for layer in range(shape.layers):
            state = self._layer(state, layer)
        self._nodes[-1].output[0] = "tokens"
        sizes: list[str | int | None] = ["texts", "tokens", hidden]
        outputs = {"tokens": sizes}
        if self._adapter is not None and self._adapter.token_width:
            outputs |= self._head(self._adapter, sizes[:2])
        graph = helper.make_graph(
            self._nodes,
            "multilingual-e5-small",
            [
                helper.make_tensor_value_info("embeddings", TensorProto.FLOAT, sizes),
                helper.make_tensor_value_info("mask", TensorProto.INT32, sizes[:2]),
            ],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
                for name, shape in outputs.items()
            ],
            self._constants,
        )
        versions = [helper.make_opsetid("", 17), helper.make_opsetid(_MICROSOFT, 1)]
        return helper.make_model(graph, opset_imports=versions, ir_version=9)

    def _head(
        self, adapter: Adapter, tokens: list[str | int | None]
    ) -> dict[str, list[str | int | None]]:
        """Add token vectors of length 1 and their weights; return the outputs' shapes."""
        projection = self._constant("head.projection", adapter.arrays["head.projection"].T)
        weight = self._constant("head.weight", adapter.arrays["head.weight"][:, None])
        bias = self._constant("head.bias", adapter.arrays["head.bias"].reshape(1))
        projected = self._node("MatMul", ["tokens", projection], ["head.projected"])
        self._node("LpNormalization", [projected], ["directions"], axis=-1, p=2)
        raised = self._node("MatMul", ["tokens", weight], ["head.raised"])
        shifted = self._node("Add", [raised, bias], ["head.shifted"])
        self._node("Softplus", [shifted], ["weights"])
        return {"directions": [*tokens, adapter.token_width], "weights": [*tokens, 1]}

    def _layer(self, state: str, layer: int) -> str:
        prefix = f"l{layer}."
        together = self._linear(state, prefix + "qkv", [prefix + k for k in "qkv"])
        parts = [prefix + "query", prefix + "key", prefix + "value"]
        self._node("Split", [together, "thirds"], parts, axis=-1)
        context = self._node(
            "MultiHeadAttention",
            [*parts, "", "mask"],
            [prefix + "context"],
            domain=_MICROSOFT,
            num_heads=self._weights.shape.heads,
        )
        attended = self._linear(context, prefix + "ao", [prefix + "ao"])
        state = self._residual(attended, state, prefix + "aln")
        inner = self._linear(state, prefix + "fi", [prefix + "fi"], bias=False)
        bias = self._constant(prefix + "fi.shift", self._weights.vector(prefix + "fi.b"))
        active = self._node("BiasGelu", [inner, bias], [prefix + "active"], domain=_MICROSOFT)
        quieter = self._quieter(layer)
        if layer in _LOUD:
            shares = self._constant(prefix + "shares", 1 / quieter)
            active = self._node("Mul", [active, shares], [prefix + "quieter"])
        outer = self._linear(active, prefix + "fo", [prefix + "fo"], factors=quieter)
        return self._residual(outer, state, prefix + "oln")

    def _quieter(self, layer: int) -> NDArray[np.float32]:
        """Return by what each inner neuron of ``layer`` is divided before it is rounded."""
        factors = np.ones(self._weights.vector(f"l{layer}.fi.b").shape, np.float32)
        if layer in _LOUD:
            factors[_LOUD[layer]] = _QUIETER
        return factors

    def _linear(
        self,
        source: str,
        name: str,
        parts: Sequence[str],
        *,
        bias: bool = True,
        factors: NDArray[np.float32] | None = None,
    ) -> str:
        """Add a linear layer; ``factors`` are what its inputs were divided by."""
        matrix = np.concatenate([self._weights.matrix(part + ".w") for part in parts])
        if self._adapter is not None:
            matrix = matrix + self._adapter.update(name)
        if factors is not None:
            matrix = matrix * factors
        values, scales = quantise(matrix.T)
        inputs = [
            source,
            self._constant(name + ".weights", values),
            self._constant(name + ".scales", scales),
            "",
        ]
        if bias:
            vector = np.concatenate([self._weights.vector(part + ".b") for part in parts])
            inputs.append(self._constant(name + ".bias", vector))
        return self._node("DynamicQuantizeMatMul", inputs, [name], domain=_MICROSOFT)

    def _residual(self, change: str, state: str, norm: str) -> str:
        total = self._node("Add", [change, state], [norm + ".sum"])
        return self._normalise(total, norm, norm + ".out")

    def _normalise(self, source: str, norm: str, name: str) -> str:
        scale = self._constant(norm + ".scale", self._weights.vector(norm + ".w"))
        shift = self._constant(norm + ".shift", self._weights.vector(norm + ".b"))
        return self._node(
            "LayerNormalization",
            [source, scale, shift],
            [name],
            axis=-1,
            epsilon=float(self._weights.layer_norm_epsilon),
        )

    def _constant(self, name: str, value: NDArray[np.generic]) -> str:
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def _node(
        self,
        kind: str,
        inputs: Sequence[str],
        outputs: Sequence[str],
        *,
        domain: str = "",
        **attributes: float,
    ) -> str:
        node = helper.make_node(kind, inputs, outputs, domain=domain)
        node.attribute.extend(helper.make_attribute(k, v) for k, v in attributes.items())
        self._nodes.append(node)
        return outputs[0]
