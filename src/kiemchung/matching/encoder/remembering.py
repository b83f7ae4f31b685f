"""An encoder that encodes what is asked again only once: forwards come in waves."""

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence

import numpy as np

from kiemchung.matching.encoder.base import Encoder, Encoding, Passages

_MOST = 4000
"""Messages; one takes some 4 kB for each of its passages."""


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
        self._known: OrderedDict[bytes, Encoding] = OrderedDict()
        self._lock = threading.Lock()

    def encode_messages(self, messages: Sequence[Passages]) -> Encoding:
        keys = [self._key(passages) for passages in messages]
        found = self._recall(keys)
        new = {key: each for key, each in zip(keys, messages, strict=True) if key not in found}
        if new:
            found |= self._encode(new)
        return Encoding.joined((found[key] for key in keys), self.dimensions)

    def encode_claims(self, texts: Sequence[str]) -> Encoding:
        return self._encoder.encode_claims(texts)

    def _encode(self, new: dict[bytes, Passages]) -> dict[bytes, Encoding]:
        encoding = self._encoder.encode_messages(list(new.values()))
        ends = np.cumsum([len(passages) for passages in new.values()])
        encoded = {
            key: encoding.part(slice(end - len(passages), end))
            for (key, passages), end in zip(new.items(), ends.tolist(), strict=True)
        }
        with self._lock:
            self._known |= encoded
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return encoded

    def _recall(self, keys: Sequence[bytes]) -> dict[bytes, Encoding]:
        with self._lock:
            found = {key: self._known[key] for key in keys if key in self._known}
            for key in found:
                self._known.move_to_end(key)
        return found

    def _key(self, passages: Passages) -> bytes:
        digest = hashlib.blake2b(key=self._secret, digest_size=16)
        for passage in passages:
            content = passage.encode("utf-8", "surrogatepass")
            digest.update(len(content).to_bytes(8, "big") + content)
        return digest.digest()
