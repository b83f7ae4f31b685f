import pytest

from kiemchung.text.numbers import Quantity, find_quantities, parse_number


@pytest.mark.parametrize(
    ("digits", "value"),
    [("10.000", 10000), ("1,000,000", 1000000), ("3,5", 3.5), ("4.5", 4.5), ("1.234.567", 1234567)],
)
def test_either_mark_may_be_the_decimal_one(digits: str, value: float) -> None:
    assert parse_number(digits) == value


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("20 phút", "20 minutes"),
        ("bảy ngày", "7 ngày"),
        ("1 tuần", "seven days"),
        ("5 triệu đồng", "5.000.000đ"),
        ("50%", "50 phần trăm"),
        ("2 lít", "2000 ml"),
        ("4,5 giờ", "4.5 hours"),
    ],
)
def test_one_quantity_in_two_spellings_is_the_same(one: str, other: str) -> None:
    assert find_quantities(one) & find_quantities(other)


def test_units_are_told_apart() -> None:
    assert find_quantities("5 phút") != find_quantities("5 giờ")


def test_number_words_count_only_before_a_unit() -> None:
    assert find_quantities("ba tôi năm nay") == frozenset()
    assert find_quantities("ba ngày") == {Quantity(3 * 86400, "s")}
