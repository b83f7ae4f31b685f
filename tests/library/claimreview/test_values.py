from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiemchung.claimreview.values import date_of, number_of, text_of

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    "written",
    [
        "2019-06-20",
        "2019-06-20T23:12:40Z",
        "2019-06-20T12:12:40+07:00",
        "20/06/2019",
        "20.6.2019",
        "06/20/2019",
        "June 20, 2019",
        "20 June 2019",
        "ngày 20 tháng 6 năm 2019",
        "Thu, 20 Jun 2019 12:12:40 GMT",
        "1561032760",
        1561032760000,
        ["2019-06-20"],
        {"@value": "2019-06-20"},
    ],
)
def test_a_day_is_read_in_each_style(written: object) -> None:
    assert date_of(written) == date(2019, 6, 20)


@pytest.mark.parametrize(
    "written", ["", "soon", "2019", "99/99/2019", "0001-01-01", "2999-01-01", None]
)
def test_what_is_no_day_is_none(written: object) -> None:
    assert date_of(written) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  a &amp;  b\n", "a & b"),
        ("<p>a <b>b</b></p>", "a b"),
        (["", None, "x"], "x"),
        ({"name": "x"}, "x"),
        ({"@value": ["x"]}, "x"),
        (3.5, "3.5"),
        (True, ""),
        (None, ""),
        ("a\ud800b\udc00", "ab"),
    ],
)
def test_text_is_found_wherever_it_stands(value: object, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1", 1),
        ("2,5", 2.5),
        ("1 / 5", 1),
        (["x", 4], 4),
        ("none", None),
        ("1" + 308 * "0", None),
        (400 * "9", None),
        (float("inf"), None),
    ],
)
def test_numbers_are_read_loosely(value: object, number: float | None) -> None:
    assert number_of(value) == number


@given(json_values)
def test_no_value_raises(value: object) -> None:
    text_of(value), number_of(value), date_of(value)
