import gc
import threading
from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kiemchung.matching.encoder import Encoding
from kiemchung.matching.encoder.fake import FakeEncoder
from kiemchung.matching.encoder.remembering import RememberingEncoder


class CountingEncoder(FakeEncoder):
    def __init__(self) -> None:
        self.encoded: list[str] = []

    def encode_messages(self, texts: Sequence[str]) -> Encoding:
        self.encoded += texts
        return super().encode_messages(texts)


@given(st.lists(st.lists(st.sampled_from(["mật ong", "nước chanh", "sầu riêng", "tỏi", ""]))))
def test_it_gives_what_the_encoder_gives(batches: list[list[str]]) -> None:
    remembering = RememberingEncoder(FakeEncoder(), most=3)
    for texts in batches:
        expected = FakeEncoder().encode_messages(texts)
        encoding = remembering.encode_messages(texts)
        assert np.array_equal(encoding.vectors, expected.vectors)
        assert len(encoding.tokens) == len(texts)


def test_what_is_asked_again_is_not_encoded_again() -> None:
    counting = CountingEncoder()
    remembering = RememberingEncoder(counting)
    remembering.encode_messages(["mật ong", "tỏi", "mật ong"])
    remembering.encode_messages(["tỏi", "sầu riêng"])
    assert counting.encoded == ["mật ong", "tỏi", "sầu riêng"]


def test_only_the_newest_are_remembered() -> None:
    counting = CountingEncoder()
    remembering = RememberingEncoder(counting, most=2)
    for text in ("a", "b", "a", "c", "a", "b"):
        remembering.encode_messages([text])
    assert counting.encoded == ["a", "b", "c", "b"]


def test_no_text_is_kept() -> None:
    remembering = RememberingEncoder(FakeEncoder())
    text = "".join(["bí ", "mật", " của tôi"])
    remembering.encode_messages([text])
    kept = [value for value in _reached(remembering) if isinstance(value, str | bytes)]
    assert all(
        "bí mật" not in (k if isinstance(k, str) else k.decode("utf-8", "ignore")) for k in kept
    )
    assert len(kept) > 1


def _reached(start: object) -> list[object]:
    reached: list[object] = []
    ahead = [start.__dict__]
    while ahead:
        value = ahead.pop()
        reached.append(value)
        if isinstance(value, dict | list | tuple):
            ahead += gc.get_referents(value)
    return reached


def test_many_threads_may_ask_at_once() -> None:
    remembering = RememberingEncoder(FakeEncoder(), most=5)
    texts = [str(number % 9) for number in range(200)]
    wrong: list[str] = []

    def ask() -> None:
        for text in texts:
            found = remembering.encode_messages([text]).vectors
            if not np.array_equal(found, FakeEncoder().encode_messages([text]).vectors):
                wrong.append(text)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
