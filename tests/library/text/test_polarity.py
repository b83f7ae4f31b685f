import pytest

from kiemchung.text.polarity import denied_words, directions


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Nước chanh KHÔNG chữa được ung thư", "chua"),
        ("nuoc chanh khong chua duoc ung thu dau", "chua"),
        ("Shaving does not make hair thicker", "make"),
        ("It doesn't alert the police", "alert"),
        ("Đừng bật quạt điện", "bat"),
    ],
)
def test_a_denied_word_is_found(text: str, word: str) -> None:
    assert word in denied_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nước chanh có chữa được ung thư không?",
        "nuoc chanh co chua duoc ung thu khong",
        "Uống nước chanh chữa ung thư đúng không ạ",
        "It cures cancer, doesn't it?",
        "Ăn trứng đúng lúc dùng cà phê",
    ],
)
def test_a_question_denies_nothing(text: str) -> None:
    assert denied_words(text) == frozenset()


def test_directions_are_opposite() -> None:
    assert directions("gây ung thư")["effect"] == -directions("ngừa ung thư")["effect"]
    assert directions("raises it")["amount"] == -directions("lowers it")["amount"]
