"""Texts made to keep a pattern trying: nothing here takes longer than its length asks."""

import time
from collections.abc import Callable

import pytest

from kiemchung.text.links import find_links, link_key, web_address
from kiemchung.text.message import read_message
from kiemchung.text.numbers import find_quantities
from kiemchung.text.personal import blank_personal
from kiemchung.text.polarity import denied_words, directions

LENGTH = 10_000
READERS: list[Callable[[str], object]] = [
    *(read_message, blank_personal, find_links, link_key, web_address),
    *(find_quantities, denied_words, directions),
]
UNITS = (
    *(
        "a",
        "A",
        "Ab ",
        "a ",
        "o",
        "oi",
        ".",
        "!",
        "?!",
        ". ",
        "a.",
        "a. ",
        "\n",
        "\n* ",
        "(",
        "[",
        "@",
    ),
    *(
        "0",
        "0 ",
        "0,",
        "1.",
        "1-",
        "12/",
        "+84",
        "0912 ",
        "AB12 ",
        "12 mg ",
        "-",
        "_",
        "a-",
        "a@",
        "@a",
    ),
    *("x.", "http://", "www.", "facebook.com/", "t.me/a?", "a at ", " a cong ", "(at)", " dot "),
    *(
        "chị Lan ",
        "Nguyễn ",
        "Nguyễn Văn ",
        "NGUYEN VAN ",
        "nguyen thi ",
        "tên ",
        "Mr. ",
        "My friend ",
    ),
    *(
        "zalo ",
        "zalo: a.",
        "nick ",
        "live:",
        "STK ",
        "ngan hang ",
        "CTK: tran ",
        "biển số 51",
        "ho chieu c ",
    ),
    *(
        "[số điện thoại] ",
        "[tên riêng]",
        "MB Tran ",
        "khong ",
        "co ",
        "dung khong ",
        "chia se ",
        "gui cho ",
    ),
    *(
        "cho em hoi ",
        "hay xin ",
        "is it true ",
        "moi nguoi oi ",
        "e\u0301",
        "\u200b",
        "\u0338",
        "Я",
    ),
)


@pytest.fixture(scope="module", autouse=True)
def _models_are_loaded() -> None:
    read_message("does lemon water cure cancer")


@pytest.mark.parametrize("unit", UNITS)
def test_a_text_of_one_thing_over_and_over_is_read_at_once(unit: str) -> None:
    text = "nước chanh " + (unit * LENGTH)[:LENGTH]
    start = time.process_time()
    for read in READERS:
        read(text)
    assert time.process_time() - start < 2
