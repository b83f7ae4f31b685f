import gc
import threading

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kiemchung.matching.encoder import Passages
from kiemchung.matching.encoder.fake import FakeEncoder
from kiemchung.matching.encoder.remembering import RememberingEncoder
from tests.library.building import CountingEncoder

_PASSAGES = st.lists(st.sampled_from(["mật ong", "nước chanh", "tỏi", ""]), max_size=3).map(tuple)


@given(st.lists(st.lists(_PASSAGES)))
def test_it_gives_what_the_encoder_gives(batches: list[list[Passages]]) -> None:
    remembering = RememberingEncoder(FakeEncoder(), most=3)
    for messages in batches:
        expected = FakeEncoder().encode_messages(messages)
        encoding = remembering.encode_messages(messages)
        assert np.array_equal(encoding.vectors, expected.vectors)
        assert len(encoding.tokens) == sum(map(len, messages))


def test_what_is_asked_again_is_not_encoded_again() -> None:
    counting = CountingEncoder()
    remembering = RememberingEncoder(counting)
    remembering.encode_messages([("mật ong", "tỏi"), ("tỏi",), ("mật ong", "tỏi")])
    remembering.encode_messages([("tỏi",), ("mật ong",)])
    assert counting.encoded == [("mật ong", "tỏi"), ("tỏi",), ("mật ong",)]


def test_where_a_passage_ends_makes_another_message() -> None:
    counting = CountingEncoder()
    remembering = RememberingEncoder(counting)
    remembering.encode_messages([("mật ong", "tỏi"), ("mật ongtỏi",), ("mật ong", "t", "ỏi")])
    assert len(counting.encoded) == 3


def test_only_the_newest_are_remembered() -> None:
    counting = CountingEncoder()
    remembering = RememberingEncoder(counting, most=2)
    for text in ("a", "b", "a", "c", "a", "b"):
        remembering.encode_messages([(text,)])
    assert counting.encoded == [("a",), ("b",), ("c",), ("b",)]


def test_no_text_is_kept() -> None:
    remembering = RememberingEncoder(FakeEncoder())
    text = "".join(["bí ", "mật", " của tôi"])
    remembering.encode_messages([(text,)])
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
            found = remembering.encode_messages([(text,)]).vectors
            if not np.array_equal(found, FakeEncoder().encode_messages([(text,)]).vectors):
                wrong.append(text)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
