from hypothesis import given
from hypothesis import strategies as st

from kiemchung_site.factchecks.differences import Change, Part, compare


def test_words_are_compared() -> None:
    assert list(compare("ba con mèo", "ba chú mèo")) == [
        Part(Change.SAME, "ba "),
        Part(Change.REMOVED, "con"),
        Part(Change.ADDED, "chú"),
        Part(Change.SAME, " mèo"),
    ]


@given(st.text(), st.text())
def test_both_texts_can_be_read_from_the_parts(old: str, new: str) -> None:
    parts = list(compare(old, new))
    assert "".join(p.text for p in parts if p.change is not Change.ADDED) == old
    assert "".join(p.text for p in parts if p.change is not Change.REMOVED) == new
