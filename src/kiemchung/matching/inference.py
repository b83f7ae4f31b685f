"""Sessions of onnxruntime, kept from reporting to its makers.

As it comes, onnxruntime gives the machine an identifier, writes down which models ran how often,
and sends that away over the network. It obeys the variable below if it stands before the first
import; a program that imported onnxruntime earlier has its say, but no more is collected.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime
from onnxruntime import InferenceSession as InferenceSession

onnxruntime.disable_telemetry_events()


def open_session(graph: bytes | str, threads: int) -> InferenceSession:
    """Open a graph, given as its bytes or its path, on the processor."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Graphs here are written in the operators that should run; further fusing slows them down.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.log_severity_level = 3
    return InferenceSession(graph, options, providers=["CPUExecutionProvider"])
