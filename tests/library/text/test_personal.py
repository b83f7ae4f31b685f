import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiemchung.text.personal import Personal, blank_personal, pieces, without_blanks


def kinds(text: str) -> list[Personal]:
    return [piece.blank for piece in pieces(blank_personal(text)) if piece.blank]


@pytest.mark.parametrize(
    "number",
    [
        "0912345678",
        "0912.345.678",
        "0912 345 678",
        "0912-345-678",
        "091 234 5678",
        "09 12 34 56 78",
        "O912345678",
        "+84 912 345 678",
        "+84912345678",
        "(+84) 912.345.678",
        "84912345678",
        "0084 912 345 678",
        "02438255556",
        "024 3825 5556",
        "01234567890",
        "+44 20 7946 0958",
        "(212) 555-0123",
        "212-555-0123",
        "０９１２３４５６７８",
        "0912\u200b345\u200b678",
    ],
)
def test_telephone_numbers_are_blanked(number: str) -> None:
    text = f"Gọi ngay {number} để được giúp"
    assert blank_personal(text) == "Gọi ngay [số điện thoại] để được giúp"


@pytest.mark.parametrize(
    ("text", "kind", "gone"),
    [
        ("viết thư cho lan.nguyen+x@mail.example.com nhé", Personal.EMAIL, "lan.nguyen"),
        ("contact lan(at)mail.example now", Personal.EMAIL, "lan(at)mail"),
        ("STK 0123456789012 Vietcombank", Personal.NUMBER, "0123456789012"),
        ("số tài khoản 19 0345 6789", Personal.NUMBER, "0345"),
        ("CMND 023456789", Personal.NUMBER, "023456789"),
        ("CCCD: 079 088 001 234", Personal.NUMBER, "088"),
        ("my id is 079088001234", Personal.NUMBER, "079088001234"),
        ("hộ chiếu B1234567", Personal.NUMBER, "B1234567"),
        ("thẻ 4111 1111 1111 1111", Personal.CARD, "4111"),
        ("card 4111111111111111 please", Personal.CARD, "4111"),
        ("hỏi @lan_nguyen88 nhé", Personal.HANDLE, "lan_nguyen88"),
        ("xem https://www.facebook.com/lan.nguyen.88 nha", Personal.PROFILE, "lan.nguyen"),
        ("xem facebook.com/profile.php?id=1000123", Personal.PROFILE, "1000123"),
        ("zalo.me/0912345678", Personal.PROFILE, "0912345678"),
        ("https://www.tiktok.com/@lan88?lang=vi", Personal.PROFILE, "lan88"),
        ("https://t.me/lan88", Personal.PROFILE, "lan88"),
    ],
)
def test_addresses_and_numbers_of_a_person_are_blanked(
    text: str, kind: Personal, gone: str
) -> None:
    assert kinds(text) == [kind]
    assert gone not in blank_personal(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("chị Hoa ở chợ nói vậy", "Hoa"),
        ("Ông Nguyễn Văn Bình bị lừa", "Nguyễn Văn Bình"),
        ("anh Tuấn Anh bán thuốc", "Tuấn Anh"),
        ("bà Lê Thị Mơ khỏi bệnh", "Lê Thị Mơ"),
        ("hàng xóm tôi là Thu uống thuốc đó", "Thu"),
        ("có người tên Quyết gọi đến", "Quyết"),
        ("gặp Trần Thị Kim Liên hôm qua", "Trần Thị Kim Liên"),
        ("chủ tài khoản: NGUYEN VAN AN", "NGUYEN VAN AN"),
        ("CẢNH BÁO: ÔNG TRẦN VĂN BA LỪA ĐẢO", "TRẦN VĂN BA"),
        ("Mrs. Baker told me", "Baker"),
        ("my neighbour Susan drank it", "Susan"),
        ("My old friend Peter Brown said so", "Peter Brown"),
    ],
)
def test_names_behind_their_cues_are_blanked(text: str, name: str) -> None:
    assert kinds(text) == [Personal.NAME]
    assert name not in blank_personal(text)


@pytest.mark.parametrize(
    "text",
    [
        "Uống 50 mg mỗi ngày trong 3 tuần",
        "Năm 2024, 1.500.000 đồng một người",
        "giá 100.000.000đ, 50 000 000 đồng, 1,250,000 USD",
        "trúng thưởng 123456789 đồng",
        "Việt Nam có 100.300.000 dân, 98 triệu người",
        "gọi 113, 115 hoặc 1900 1234, 18001091",
        "ngày 12.03.2024 lúc 10:30, từ 03-12-2024 10:30 đến 2024-03-12 11:00",
        "giai đoạn 2019-2020 và 2021-2025",
        "3,14159265358 là số pi",
        "https://www.facebook.com/groups/123456789012/posts/9876543210123",
        "https://vnexpress.net/tin-4912345678.html",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.netflix.com/browse và https://post.me/tin",
        "Vietcombank, Bộ Y tế và Bệnh viện Bạch Mai cảnh báo",
        "nước Anh, Hà Nội, Thành phố Hồ Chí Minh, Bà Rịa, Bác Hồ",
        "đường Nguyễn Thị Minh Khai, phố Bà Triệu, trường Lê Văn Tám",
        "anh em Việt Nam ơi, chị em ơi, bà con cô bác",
        "Em Bé Uống Nước Chanh Chữa Khỏi Ung Thư",
        "CHỊ EM CHIA SẺ NGAY KẺO LỠ",
        "Mr. President said that my phone is broken",
        "Lottery numbers 01 02 13 24 35 46",
    ],
)
def test_what_says_nothing_about_a_person_stays(text: str) -> None:
    assert blank_personal(text) == text


def test_several_kinds_in_one_message() -> None:
    text = "Chị Lan (0912 345 678, lan@mail.example) bán thuốc 500 mg giá 200.000đ ở Huế"
    assert blank_personal(text) == (
        "Chị [tên riêng] ([số điện thoại], [địa chỉ email]) bán thuốc 500 mg giá 200.000đ ở Huế"
    )


def test_a_blank_speaks_the_language_of_the_text() -> None:
    assert blank_personal("call 0912345678 now") == "call [phone number] now"


def test_comparing_leaves_blanks_out() -> None:
    assert without_blanks("gọi [số điện thoại] ngay").split() == ["gọi", "ngay"]


PARTS = (
    *("chị", "Ông", "Lan", "Nguyễn", "Văn", "my friend", "Mr.", "HỌ TÊN: ", "LAN", "[tên riêng]"),
    *("@", "@lan", "x.com/", "a@b.example", "0912", "345 678", "+84", "123456789", "STK", "đồng"),
    *(" ", ".", "-", "[", "]", "số", "\u0338", "\u200b", "О", "\n", "e\u0301"),
)
MESSAGES = st.one_of(
    st.text(),
    st.lists(st.sampled_from(PARTS)).map("".join),
    st.from_regex(r"[0-9+.() -]{0,40}( [a-zđ]{0,5})?"),
)


@given(MESSAGES)
def test_blanking_again_changes_nothing(text: str) -> None:
    once = blank_personal(text)
    assert blank_personal(once) == once


@given(MESSAGES)
def test_pieces_are_the_text_and_it_does_not_grow_without_bound(text: str) -> None:
    blanked = blank_personal(text)
    found = pieces(blanked)
    assert "".join(piece.text for piece in found) == blanked
    assert all(piece.text for piece in found)
    assert len(blanked) <= 30 * (len(text) * 18 + 1)


@given(st.integers(min_value=0, max_value=999999), st.sampled_from(["mg", "%", "km", "triệu đồng"]))
def test_a_number_with_its_unit_stays(number: int, unit: str) -> None:
    assert str(number) in blank_personal(f"uống {number} {unit} là đủ")


@pytest.mark.parametrize(
    "unit", ["a", "0 ", "1.", "@", "a@", "chị Lan ", "A ", "facebook.com/", "x.", "(", "Nguyễn "]
)
def test_a_long_message_takes_no_longer_than_its_length_asks(unit: str) -> None:
    start = time.process_time()
    blank_personal(unit * (50_000 // len(unit)))
    assert time.process_time() - start < 5
