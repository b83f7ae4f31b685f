"""LightGBM ensembles as one ONNX graph."""

from collections.abc import Sequence
from typing import Any

import lightgbm
import onnx
from onnx import TensorProto, helper


def tree_graph(boosters: Sequence[lightgbm.Booster]) -> onnx.ModelProto:
    """Return a graph from ``features`` (rows, columns) to their mean raw scores (rows, 1)."""
    attributes: dict[str, list[float]] = {name: [] for name in _NODE + _LEAF}
    dumps = [booster.dump_model() for booster in boosters]
    for number, tree in enumerate(tree for dump in dumps for tree in dump["tree_info"]):
        for node in _nodes(tree["tree_structure"], []):
            _add(attributes, number, node, 1 / len(boosters))
    trees = helper.make_node(
        "TreeEnsembleRegressor",
        ["features"],
        ["scores"],
        domain="ai.onnx.ml",
        n_targets=1,
        aggregate_function="SUM",
        post_transform="NONE",
        nodes_modes=["LEAF" if leaf else "BRANCH_LEQ" for leaf in attributes.pop("leaf")],
        **attributes,
    )
    columns = dumps[0]["max_feature_idx"] + 1
    graph = helper.make_graph(
        [trees],
        "ranker",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, ["rows", columns])],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["rows", 1])],
    )
    versions = [helper.make_opsetid("", 17), helper.make_opsetid("ai.onnx.ml", 3)]
    return helper.make_model(graph, opset_imports=versions, ir_version=9)


_NODE = [
    "nodes_treeids",
    "nodes_nodeids",
    "nodes_featureids",
    "nodes_values",
    "nodes_truenodeids",
    "nodes_falsenodeids",
    "leaf",
]
_LEAF = ["target_treeids", "target_nodeids", "target_ids", "target_weights"]


def _nodes(node: dict[str, Any], found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Number the nodes of a tree, the root first."""
    node["number"] = len(found)
    found.append(node)
    for side in ("left_child", "right_child"):
        if side in node:
            _nodes(node[side], found)
    return found


def _add(attributes: dict[str, list[float]], tree: int, node: dict[str, Any], share: float) -> None:
    leaf = "leaf_value" in node
    values = (
        tree,
        node["number"],
        0 if leaf else node["split_feature"],
        0.0 if leaf else float(node["threshold"]),
        0 if leaf else node["left_child"]["number"],
        0 if leaf else node["right_child"]["number"],
        leaf,
    )
    for name, value in zip(_NODE, values, strict=True):
        attributes[name].append(value)
    if leaf:
        for name, value in zip(
            _LEAF, (tree, node["number"], 0, share * node["leaf_value"]), strict=True
        ):
            attributes[name].append(value)
