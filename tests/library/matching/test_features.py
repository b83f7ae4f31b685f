import numpy as np
import pytest

from kiemchung.matching.encoder.base import NO_TOKENS, TokenVectors
from kiemchung.matching.features import (
    FEATURE_NAMES,
    Candidate,
    Probe,
    feature_matrix,
    leads,
    places,
    relate_candidates,
)
from kiemchung.matching.terms import analyse


def tokens(*directions: tuple[float, float]) -> TokenVectors:
    return TokenVectors.of(np.array(directions, np.float32), np.ones(len(directions)))


def candidate(row: int, claim: str, cosine: float, words: TokenVectors = NO_TOKENS) -> Candidate:
    return Candidate(row, analyse(claim), words, "vi", cosine, row, None, 4.0 - row)


def probe(text: str = "nước chanh nóng", words: TokenVectors = NO_TOKENS) -> Probe:
    return Probe(text, analyse(text), words, "vi", True, 1)


def column(matrix: np.ndarray, name: str) -> list[float]:
    return [float(value) for value in matrix[:, FEATURE_NAMES.index(name)]]


def test_every_column_has_its_place() -> None:
    matrix = feature_matrix(
        probe(), [candidate(0, "nước chanh nóng", 0.9), candidate(1, "muối", 0.4)], lambda _: 1.0
    )
    assert matrix.shape == (2, len(FEATURE_NAMES))
    assert column(matrix, "cosine") == pytest.approx([0.9, 0.4])
    assert column(matrix, "cosine_place") == [1, 0]
    assert column(matrix, "cosine_lead") == pytest.approx([0.5, -0.5])
    assert column(matrix, "word_score") == [1, 0.75]
    assert column(matrix, "same_language") == [1, 1]
    assert column(matrix, "passages") == [1, 1]


def test_relating_candidates_again_changes_nothing() -> None:
    found = [candidate(n, f"nước chanh {n}", 0.9 - n / 10) for n in range(4)]
    matrix = feature_matrix(probe(), found, lambda _: 1.0)
    assert (relate_candidates(matrix.copy()) == matrix).all()


def test_aligned_words_are_measured_for_each_candidate_alone() -> None:
    message = probe(words=tokens((1, 0), (0, 1)))
    found = [
        candidate(0, "a", 0.9, tokens((1, 0))),
        candidate(1, "b", 0.9, NO_TOKENS),
        candidate(2, "c", 0.9, tokens((-1, 0), (0, -1))),
    ]
    matrix = feature_matrix(message, found, lambda _: 1.0)
    assert column(matrix, "claim_aligned") == pytest.approx([1, 0, 0], abs=0.01)
    assert column(matrix, "passage_aligned") == pytest.approx([0.5, 0, 0], abs=0.01)
    assert column(matrix, "claim_far") == pytest.approx([0, 1, 1], abs=0.01)


@pytest.mark.parametrize("count", [0, 1])
def test_few_candidates_need_no_company(count: int) -> None:
    matrix = feature_matrix(probe(), [candidate(0, "x", 0.5)][:count], lambda _: 1.0)
    assert len(matrix) == count
    assert np.isfinite(matrix).all()


def test_places_and_leads() -> None:
    values = np.array([0.2, 0.8, 0.5], np.float32)
    assert places(values) == pytest.approx([0, 1, 0.5])
    assert leads(values) == pytest.approx([-0.6, 0.3, -0.3])
    assert list(places(np.array([0.3, 0.3], np.float32))) == [1, 1]
