import json
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from kiemchung.errors import EncoderUnavailable
from kiemchung.matching.encoder import open_encoder
from kiemchung.matching.encoder.fake import FakeEncoder
from kiemchung.matching.encoder.openai_endpoint import OpenAIEncoder


@pytest.mark.parametrize(
    "name", ["nonsense", "", "openai:", "openai:model", "sentence-transformers:"]
)
def test_an_unknown_name_says_what_is_known(name: str, tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match="e5-small"):
        open_encoder(name, tmp_path)


def test_a_missing_extra_says_how_to_install_it(tmp_path: Path) -> None:
    with pytest.raises(EncoderUnavailable, match="install"):
        open_encoder(f"sentence-transformers:{tmp_path}", tmp_path)


def test_the_fake_is_deterministic_and_knows_shared_words() -> None:
    encoder = FakeEncoder()
    texts = ["nước chanh nóng", "nuoc chanh lanh", "động đất"]
    first = encoder.encode_messages([tuple(texts)]).vectors
    again = encoder.encode_claims(texts).vectors
    assert (first == again).all()
    assert first[0] @ first[1] > first[0] @ first[2]


def endpoint(respond: Callable[[httpx.Request], httpx.Response]) -> OpenAIEncoder:
    return OpenAIEncoder("https://desk.example/v1", "m", "key", httpx.MockTransport(respond))


def test_an_endpoint_is_asked_as_the_protocol_says() -> None:
    def respond(request: httpx.Request) -> httpx.Response:
        assert request.url == "https://desk.example/v1/embeddings"
        assert request.headers["Authorization"] == "Bearer key"
        texts = json.loads(request.content)["input"]
        data = [{"index": n, "embedding": [len(text), 0]} for n, text in enumerate(texts)]
        return httpx.Response(200, json={"data": data[::-1]})

    encoder = endpoint(respond)
    assert encoder.dimensions == 2
    assert encoder.encode_claims(["a", "bb"]).vectors.tolist() == [[1, 0], [1, 0]]


@pytest.mark.parametrize(
    "response",
    [
        httpx.Response(500),
        httpx.Response(200, text="no json"),
        httpx.Response(200, json={"data": [{"index": 0}]}),
        httpx.Response(200, json=[]),
    ],
)
def test_a_failing_endpoint_is_named(response: httpx.Response) -> None:
    with pytest.raises(EncoderUnavailable, match="endpoint failed"):
        endpoint(lambda _: response)
