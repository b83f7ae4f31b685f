from hypothesis import given
from hypothesis import strategies as st

from kiemchung.matching.diacritics import restore_diacritics
from kiemchung.matching.terms import analyse
from kiemchung.text.folding import fold

ENTRIES = [
    analyse("uống nước chanh nóng chữa ung thư"),
    analyse("đắp lá chuối nóng chưa được kiểm chứng"),
]


def test_syllables_are_written_as_the_nearest_entries_write_them() -> None:
    restored = restore_diacritics("Uong nuoc chanh nong, chua ung thu?", ENTRIES)
    assert restored == "uống nước chanh nóng, chữa ung thư?"


def test_neighbours_decide_between_forms() -> None:
    assert restore_diacritics("la thuoc", ENTRIES) == "là thuốc"
    assert restore_diacritics("la chuoi", ENTRIES) == "lá chuối"


def test_what_nobody_knows_stays() -> None:
    assert restore_diacritics("Xiphosura 2024 uong", ENTRIES) == "Xiphosura 2024 uống"


def test_without_entries_it_is_as_people_usually_write() -> None:
    assert restore_diacritics("mo tai khoan ngan hang", []) == "mở tài khoản ngân hàng"


def test_entries_count_more_than_what_is_usual() -> None:
    assert restore_diacritics("xe be", []) != "xẻ bẻ"
    assert restore_diacritics("xe be", [analyse("xẻ bẻ")] * 20) == "xẻ bẻ"


@given(st.text(max_size=80))
def test_only_diacritics_and_capitals_change(text: str) -> None:
    restored = restore_diacritics(text, ENTRIES)
    assert fold(restored.lower()) == fold(text.lower())


@given(st.text(alphabet="uongchatưế đ ,", max_size=60))
def test_what_was_restored_is_left_as_it_is(text: str) -> None:
    restored = restore_diacritics(text, ENTRIES)
    assert restore_diacritics(restored, ENTRIES) == restored
