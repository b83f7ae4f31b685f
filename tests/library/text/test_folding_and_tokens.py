import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiemchung.text.folding import fold, fold_aligned, has_accents
from kiemchung.text.tokens import folded_words, words

any_text = st.text(st.characters(codec=None, categories=None), max_size=80)


@given(any_text)
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(any_text)
def test_aligned_folding_keeps_positions(text: str) -> None:
    assert len(fold_aligned(text)) == len(text)


@given(any_text)
def test_tokens_hold_no_white_space(text: str) -> None:
    assert all(token and not any(map(str.isspace, token)) for token in words(text))


def test_vietnamese_folds_to_plain_letters() -> None:
    assert fold("Đường phèn ủ ỗ ặ ỵ") == "duong phen u o a y"


@pytest.mark.parametrize(("text", "expected"), [("đ", True), ("É", True), ("ABC", False)])
def test_accents_are_seen(text: str, expected: bool) -> None:
    assert has_accents(text) is expected


@pytest.mark.parametrize(("old", "new"), [("hoà", "hòa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe")])
def test_old_and_new_places_of_the_tone_are_one(old: str, new: str) -> None:
    assert words(old) == words(new)


def test_qu_keeps_its_tone() -> None:
    assert words("quý") == ["quý"]


def test_scripts_without_spaces_give_pairs() -> None:
    assert words("柠檬水") == ["柠檬", "檬水"]


def test_marks_of_indic_scripts_stay_in_the_word() -> None:
    assert words("कैंसर ठीक") == ["कैंसर", "ठीक"]


def test_folded_words_have_no_diacritics() -> None:
    assert folded_words("Uống nước") == ["uong", "nuoc"]
