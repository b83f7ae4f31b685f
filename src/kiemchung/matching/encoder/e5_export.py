"""Export of the e5 weights into the files that the onnxruntime encoder maps at run time."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from kiemchung.errors import WeightsDamaged, storage_errors
from kiemchung.files import new_folder, sha256_of
from kiemchung.matching.encoder.e5_adapter import Adapter
from kiemchung.matching.encoder.e5_weights import E5Weights

NETWORK = "network.onnx"
TABLE = "table.npy"
POSITIONS = "positions.npy"
VOCABULARY = "vocabulary.spm"
SETTINGS = "settings.json"
MANIFEST = "manifest.json"

_FORMAT = 4
"""Raised whenever the same weights would give other files or other vectors."""

_NORMAL, _UNKNOWN, _CONTROL = 1, 2, 3
"""Kinds of a piece in sentencepiece_model.proto."""


def export_folder(folder: Path, weights: Path, adapter: Adapter | None = None) -> Path:
    """Return the folder below ``folder`` in which the export of ``weights`` belongs."""
    parts = f"{_FORMAT} {sha256_of(weights)} {adapter.digest if adapter else ''}"
    name = "e5-claims" if adapter else "e5-small"
    return folder / f"{name}-{hashlib.sha256(parts.encode()).hexdigest()[:12]}"


def export(
    weights_file: Path,
    target: Path,
    adapter: Adapter | None = None,
    report: Callable[[str], None] = print,
) -> None:
    """Write the encoder's files to the new folder ``target``; all of them or none.

    Raises StorageFull or StorageReadOnly.
    """
    # onnx is slow to import, and only an export needs it.
    from kiemchung.matching.encoder.e5_graph import build_graph

    report("Preparing the encoder (once, a few seconds)")
    weights = E5Weights(weights_file)
    with storage_errors(target.parent), new_folder(target) as folder:
        (folder / NETWORK).write_bytes(build_graph(weights, adapter).SerializeToString())
        # Kept in 4 bits: in float32 the table alone would take 384 MB.
        np.save(folder / TABLE, weights.blocks("emb.word", weights.shape.hidden))
        np.save(folder / POSITIONS, weights.positions)
        (folder / VOCABULARY).write_bytes(_vocabulary(weights))
        (folder / SETTINGS).write_text(json.dumps(_settings(weights, adapter)), encoding="utf-8")
        hashes = {file.name: sha256_of(file) for file in sorted(folder.iterdir())}
        (folder / MANIFEST).write_text(json.dumps(hashes, indent=1), encoding="utf-8")


def verify(folder: Path) -> None:
    """Raise WeightsDamaged unless every file of an export has its recorded hash."""
    hashes = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for name, expected in hashes.items():
        file = folder / name
        if not file.is_file() or sha256_of(file) != expected:
            raise WeightsDamaged(file)


def _settings(weights: E5Weights, adapter: Adapter | None) -> dict[str, object]:
    special = weights.special
    return {
        "token_width": adapter.token_width if adapter else 0,
        "begin": special.begin,
        "end": special.end,
        "normalisation": {str(code): text for code, text in weights.normalisation.items()},
    }


def _vocabulary(weights: E5Weights) -> bytes:
    """Return the Unigram vocabulary as a SentencePiece model without a normaliser.

    sentencepiece keeps it in a double array of 60 MB; the same pieces in the tokenizers
    package take 300 to 550 MB.
    """
    from sentencepiece import sentencepiece_model_pb2

    special = weights.special
    kinds = {special.unknown: _UNKNOWN}
    kinds |= dict.fromkeys((special.begin, special.end, special.padding), _CONTROL)
    model = sentencepiece_model_pb2.ModelProto()  # type: ignore[attr-defined]
    for number, (piece, score) in enumerate(weights.pieces):
        model.pieces.add(piece=piece, score=score, type=kinds.get(number, _NORMAL))
    model.trainer_spec.model_type = 1  # Unigram
    model.trainer_spec.vocab_size = len(weights.pieces)
    for role, number in (
        ("bos", special.begin),
        ("eos", special.end),
        ("pad", special.padding),
        ("unk", special.unknown),
    ):
        setattr(model.trainer_spec, f"{role}_id", number)
        setattr(model.trainer_spec, f"{role}_piece", weights.pieces[number][0])
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = True
    model.normalizer_spec.remove_extra_whitespaces = False
    model.normalizer_spec.escape_whitespaces = True
    return bytes(model.SerializeToString())
