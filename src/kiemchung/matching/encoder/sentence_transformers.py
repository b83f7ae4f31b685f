"""Any Sentence Transformers model that lies in a local folder (an extra)."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kiemchung.errors import EncoderUnavailable
from kiemchung.matching.encoder.base import TextEncoder, Vectors, unit_length


class SentenceTransformersEncoder(TextEncoder):
    """Encodes with the model in ``folder``; nothing is downloaded."""

    def __init__(self, folder: Path) -> None:
        """Raises EncoderUnavailable when the extra is not installed or the folder is missing."""
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EncoderUnavailable(
                "sentence-transformers",
                "Install it with: pip install 'kiemchung[sentence-transformers]'.",
            ) from error
        if not folder.is_dir():
            raise EncoderUnavailable(str(folder), "There is no such folder.")
        self._folder = folder
        self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)

    @property
    def fingerprint(self) -> str:
        return f"sentence-transformers-{self._folder.name}"

    @property
    def dimensions(self) -> int:
        return int(self._model.get_sentence_embedding_dimension())

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        return unit_length(np.asarray(self._model.encode(list(texts)), dtype=np.float32))
