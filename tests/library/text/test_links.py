import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiemchung.text.links import find_links, link_key, site_of


@pytest.mark.parametrize(
    "other",
    [
        "http://www.example.com/tin/a.html",
        "https://m.example.com/tin/a.html?utm_source=zalo&utm_medium=x",
        "https://example.com/tin/a.html?fbclid=abc#comments",
        "example.com/tin/a.html/",
        "https://amp.example.com//tin/a.html",
        "HTTPS://EXAMPLE.COM/tin/a.html",
    ],
)
def test_ways_of_writing_one_address_share_a_key(other: str) -> None:
    assert link_key(other) == link_key("https://example.com/tin/a.html")


@pytest.mark.parametrize(
    "other", ["https://youtu.be/dQw4w9WgXcQ?t=4", "https://m.youtube.com/shorts/dQw4w9WgXcQ"]
)
def test_short_forms_of_a_video_share_a_key(other: str) -> None:
    assert link_key(other) == link_key("https://www.youtube.com/watch?v=dQw4w9WgXcQ&feature=share")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("https://a.example/x?id=1", "https://a.example/x?id=2"),
        ("https://a.example/x", "https://b.example/x"),
        ("https://a.example/forum?t=1", "https://a.example/forum?t=2"),
    ],
)
def test_different_pages_keep_different_keys(left: str, right: str) -> None:
    assert link_key(left) != link_key(right)


@given(st.text(max_size=60))
def test_a_key_never_raises_and_is_stable(text: str) -> None:
    assert link_key(text) == link_key(text)


def test_links_are_found_without_the_punctuation_behind() -> None:
    text = "Xem (https://example.vn/a), rồi example.com/b! Thư: a@example.com"
    assert find_links(text) == ["https://example.vn/a", "example.com/b"]


def test_the_site_has_no_www() -> None:
    assert site_of("https://www.example.vn/x") == "example.vn"
