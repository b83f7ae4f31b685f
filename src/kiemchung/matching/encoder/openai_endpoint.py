"""An endpoint that speaks the OpenAI embeddings protocol (off unless it is chosen).

Texts leave the machine for that endpoint, so it belongs on the desk's own network.
"""

from collections.abc import Sequence

import httpx
import numpy as np

from kiemchung.errors import EncoderUnavailable
from kiemchung.matching.encoder.base import TextEncoder, Vectors, unit_length

_BATCH = 64
_SECONDS = 30.0


class OpenAIEncoder(TextEncoder):
    """Encodes by ``POST {address}/embeddings``."""

    def __init__(
        self,
        address: str,
        model: str,
        key: str = "",
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """Raises EncoderUnavailable when the endpoint does not answer."""
        self._model = model
        self._client = httpx.Client(
            base_url=address.rstrip("/") + "/",
            headers={"Authorization": f"Bearer {key}"} if key else {},
            timeout=_SECONDS,
            transport=transport,
        )
        self._dimensions = int(self._vectors(["dimensions"]).shape[1])

    @property
    def fingerprint(self) -> str:
        return f"openai-{self._model}-{self._dimensions}"

    @property
    def dimensions(self) -> int:
        return self._dimensions

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        batches = [texts[i : i + _BATCH] for i in range(0, len(texts), _BATCH)]
        return unit_length(np.concatenate([self._request(batch) for batch in batches]))

    def _request(self, texts: Sequence[str]) -> Vectors:
        try:
            answer = self._client.post(
                "embeddings", json={"model": self._model, "input": list(texts)}
            )
            answer.raise_for_status()
            rows = sorted(answer.json()["data"], key=lambda row: row["index"])
            return np.array([row["embedding"] for row in rows], dtype=np.float32)
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
            raise EncoderUnavailable(self._model, f"The endpoint failed: {error}.") from error
