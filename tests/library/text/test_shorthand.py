import pytest

from kiemchung.text.shorthand import decode_telex, expand_shorthand


@pytest.mark.parametrize(
    ("keys", "syllable"),
    [
        ("uoongs", "uống"),
        ("nuwowcs", "nước"),
        ("dduowcj", "được"),
        ("nguwowif", "người"),
        ("quys", "quý"),
    ],
)
def test_telex_keys_are_decoded(keys: str, syllable: str) -> None:
    assert decode_telex(keys) == syllable


@pytest.mark.parametrize("word", ["facebook", "wifi", "covid", "xanh", "test"])
def test_other_words_are_left_alone(word: str) -> None:
    assert decode_telex(word) is None


def test_teencode_is_written_out() -> None:
    assert expand_shorthand("uống dc ko mn") == "uống được không mọi người"


def test_units_and_capitals_are_no_teencode() -> None:
    assert expand_shorthand("5k, vitamin K, tháng có chữ R") == "5k, vitamin K, tháng có chữ R"
