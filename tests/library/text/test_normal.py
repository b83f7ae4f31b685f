import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiemchung.text.normal import normal_form

any_text = st.text(st.characters(codec=None, categories=None), max_size=80)


@given(any_text)
def test_it_is_idempotent_and_never_raises(text: str) -> None:
    once = normal_form(text)
    assert normal_form(once) == once


@given(any_text)
def test_the_result_is_composed_and_has_no_invisible_characters(text: str) -> None:
    result = normal_form(text)
    assert unicodedata.is_normalized("NFC", result)
    assert all(character.isprintable() or character == "\n" for character in result)


@given(st.text(st.characters(categories=["Ll", "Lu"]), min_size=1, max_size=20))
def test_decomposed_text_becomes_the_same(text: str) -> None:
    assert normal_form(unicodedata.normalize("NFD", text)) == normal_form(text)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ch\u200bữa\u200d u\u2060ng thư", "chữa ung thư"),
        ("𝗖𝗛𝗜𝗔 𝗦𝗘̉", "CHIA SẺ"),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("vаccinе", "vaccine"),  # Cyrillic а and е
        ("ðồng Ðà Nẵng", "đồng Đà Nẵng"),
        ("một\r\n\r\n  hai\tba", "một\nhai ba"),
        ("\u202ecba\u202c", "cba"),
        ("москва", "москва"),
    ],
)
def test_different_ways_of_typing_become_one(typed: str, expected: str) -> None:
    assert normal_form(typed) == expected


def test_runs_of_blanks_are_read_once() -> None:
    start = time.process_time()
    assert normal_form("x" + " " * 100_000 + "\n" + " " * 100_000 + "y") == "x\ny"
    assert time.process_time() - start < 2  # one pass takes hundredths of a second
