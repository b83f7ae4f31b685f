"""An encoder that encodes what is asked again only once: forwards come in waves."""

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from kiemchung.matching.encoder.base import Encoder, Encoding, TokenVectors, Vectors

_MOST = 4000
"""Texts; one takes some 4 kB."""

Encoded = tuple[Vectors, TokenVectors]


class RememberingEncoder:
    """Remembers the vectors of the messages asked last; safe to share between threads.

    No text is kept: a message is known by a keyed hash, and the key lives in this process only.
    """

    def __init__(self, encoder: Encoder, most: int = _MOST) -> None:
        self.fingerprint, self.dimensions = encoder.fingerprint, encoder.dimensions
        self.token_width = encoder.token_width
        self._encoder = encoder
        self._most = most
        self._secret = secrets.token_bytes(32)
        self._known: OrderedDict[bytes, Encoded] = OrderedDict()
        self._lock = threading.Lock()

    def encode_messages(self, texts: Sequence[str]) -> Encoding:
        keys = [self._key(text) for text in texts]
        found = self._recall(keys)
        new = {key: text for key, text in zip(keys, texts, strict=True) if key not in found}
        if new:
            found |= self._encode(new)
        encoded = [found[key] for key in keys]
        vectors = np.array([vector for vector, _ in encoded], np.float32)
        return Encoding(
            vectors.reshape(len(texts), self.dimensions), tuple(tokens for _, tokens in encoded)
        )

    def encode_claims(self, texts: Sequence[str]) -> Encoding:
        return self._encoder.encode_claims(texts)

    def _encode(self, new: dict[bytes, str]) -> dict[bytes, Encoded]:
        encoding = self._encoder.encode_messages(list(new.values()))
        encoded = dict(zip(new, zip(encoding.vectors, encoding.tokens, strict=True), strict=True))
        with self._lock:
            self._known |= encoded
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return encoded

    def _recall(self, keys: Sequence[bytes]) -> dict[bytes, Encoded]:
        with self._lock:
            found = {key: self._known[key] for key in keys if key in self._known}
            for key in found:
                self._known.move_to_end(key)
        return found

    def _key(self, text: str) -> bytes:
        content = text.encode("utf-8", "surrogatepass")
        return hashlib.blake2b(content, key=self._secret, digest_size=16).digest()
