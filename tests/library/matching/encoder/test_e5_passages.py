"""The passages of one message, read in one piece by the default encoder."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiemchung.matching.encoder import Encoding
from kiemchung.matching.encoder.e5_onnx import E5Encoder, open_e5
from kiemchung.matching.encoder.e5_tokeniser import E5Tokeniser
from kiemchung.text.message import read_message

LEMON = "Uống nước chanh nóng mỗi sáng chữa khỏi ung thư"
SALT = "Ngậm muối trong miệng giết chết vi rút"
WHOLE = f"{LEMON}. {SALT}"


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> E5Encoder:
    return open_e5(tmp_path_factory.mktemp("encoders"))


@pytest.fixture(scope="module")
def tokeniser(encoder: E5Encoder) -> E5Tokeniser:
    return encoder.tokeniser


def test_the_passages_of_a_message_go_through_the_network_once(tokeniser: E5Tokeniser) -> None:
    (reading,) = tokeniser.read_message((WHOLE, LEMON, SALT))
    assert reading.tokens == tokeniser.read(WHOLE).tokens
    inside = [reading.tokens[span] for span in reading.spans]
    alone = [tokeniser.read(text) for text in (WHOLE, LEMON, SALT)]
    assert inside == [each.tokens[each.spans[0]] for each in alone]


def test_passages_without_their_whole_are_joined(tokeniser: E5Tokeniser) -> None:
    (reading,) = tokeniser.read_message((LEMON, SALT))
    assert reading.tokens == tokeniser.read(WHOLE).tokens
    assert len(reading.spans) == 2


def test_passages_too_long_for_one_piece_are_read_alone(tokeniser: E5Tokeniser) -> None:
    long = " ".join(["nước chanh"] * 90)
    first, second = tokeniser.read_message((long, SALT))
    assert first == tokeniser.read(long)
    assert second == tokeniser.read(SALT)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300))
def test_each_passage_of_any_message_gets_a_vector(encoder: E5Encoder, text: str) -> None:
    message = f"{WHOLE}. {text}. {LEMON}"
    passages = read_message(message).passages
    encoding = encoder.encode_messages([passages])
    assert encoding.vectors.shape == (len(passages), encoder.dimensions)
    assert np.allclose(np.linalg.norm(encoding.vectors, axis=1), 1, atol=1e-5)


def test_a_passage_keeps_its_meaning_in_its_message(encoder: E5Encoder) -> None:
    lemon, salt = encoder.encode_claims([LEMON, SALT]).vectors
    whole, one, other = encoder.encode_messages([(WHOLE, LEMON, SALT)]).vectors
    assert one @ lemon > max(whole @ lemon, other @ lemon)
    assert other @ salt > max(whole @ salt, one @ salt)


def test_messages_come_out_in_their_order(encoder: E5Encoder) -> None:
    messages = [(SALT,), (WHOLE, LEMON, SALT), (LEMON,)]
    together = encoder.encode_messages(messages)
    apart = Encoding.joined(
        [encoder.encode_messages([message]) for message in messages], encoder.dimensions
    )
    # Activations are quantised over the whole batch, so that tiny differences remain.
    assert np.einsum("nd,nd->n", together.vectors, apart.vectors).min() > 0.99
    assert len(together.tokens) == 5
