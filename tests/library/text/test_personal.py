import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiemchung.sample import sample_library
from kiemchung.text.normal import normal_form
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
        "0912\u200d345\u2060678",
        "0912/345/678",
        "0912,345,678",
        "0912_345_678",
        "0912*345*678",
        "0 9 1 2 3 4 5 6 7 8",
        "O9I2345678",
        "+84 (0) 912 345 678",
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
        ("lan.nguyen @ gmail . com", Personal.EMAIL, "lan.nguyen"),
        ("lan (at) mail (dot) com", Personal.EMAIL, "lan"),
        ("viết lan a còng gmail chấm com", Personal.EMAIL, "lan"),
        ("lan at mail dot com", Personal.EMAIL, "lan"),
        ("gui lan@gmail nha", Personal.EMAIL, "lan@"),
        ("my social security number is 078 05 1120", Personal.NUMBER, "078"),
        ("SSN 078-05-1120", Personal.NUMBER, "078"),
        ("hộ chiếu số C 1234567", Personal.NUMBER, "C 1234567"),
        ("passport: b1234567", Personal.NUMBER, "b1234567"),
        ("Aadhaar 2345 6789 0123", Personal.NUMBER, "6789"),
        ("NRIC S1234567D", Personal.NUMBER, "S1234567D"),
        ("IBAN DE89 3704 0044 0532 0130 00", Personal.NUMBER, "DE89"),
        ("can cuoc 079 088 001 234", Personal.NUMBER, "079"),
        ("thẻ 9704 3600 1234 5678 901", Personal.CARD, "901"),
        ("xe 29A1-12345 gây tai nạn", Personal.PLATE, "12345"),
        ("biển số 51F-123.45", Personal.PLATE, "51F"),
        ("BKS 30K 567.89", Personal.PLATE, "30K"),
        ("nick zalo: hoa.nguyen88", Personal.HANDLE, "hoa"),
        ("zalo hoa_nguyen", Personal.HANDLE, "hoa"),
        ("fb: hoa.nguyen", Personal.HANDLE, "hoa"),
        ("insta hoanguyen99", Personal.HANDLE, "hoa"),
        ("skype: live:hoa.nguyen", Personal.HANDLE, "hoa"),
        ("discord: hoa#1234", Personal.HANDLE, "hoa"),
        ("wechat id: hoanguyen", Personal.HANDLE, "hoa"),
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
        ("có Nguyen Van An bán thuốc", "Nguyen Van An"),
        ("NGUYỄN THỊ HOA lừa đảo bà con", "NGUYỄN THỊ HOA"),
        ("nguyễn thị hoa lừa đảo bà con", "nguyễn thị hoa"),
        ("nguyen thi hoa lua dao ba con", "nguyen thi hoa"),
        ("bac si Tran Van Binh noi vay", "Tran Van Binh"),
        ("MB bank Nguyen Thi Lan", "Nguyen Thi Lan"),
        ("Vietcombank Tran Minh Tuan", "Tran Minh Tuan"),
        ("CTK Nguyen Minh Duc", "Nguyen Minh Duc"),
        ("chu tk: tran quoc bao", "tran quoc bao"),
        ("chủ tài khoản là Đỗ Thu Trang", "Đỗ Thu Trang"),
        ("Facebook: Nguyễn Minh Châu", "Nguyễn Minh Châu"),
        ("facebook Hoa Nguyen", "Hoa Nguyen"),
        ("bé Nguyễn Gia Bảo bị lạc", "Nguyễn Gia Bảo"),
        ("my name is John McArthur", "John McArthur"),
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
        "duong Nguyen Thi Minh Khai, benh vien Nguyen Van Troi, Đại lộ Nguyễn Văn Linh",
        "Khu Do Thi Moi Thu Thiem bi ngap, Do Thi Thong Minh",
        "theo nguyen van bai bao, nguyen thi truong, tran thi dau toi nay, Mai Thi Toán",
        "To Van Gogh this was art, Thai Van Drivers protest",
        "Vietcombank Hà Nội và Agribank Thái Nguyên cảnh báo",
        "Facebook: Hà Nội mưa to, Zalo: Đăng Ký Ngay, Facebook: Bộ Y tế cảnh báo",
        "Tiktok: covid19 quay lại, Facebook: vnexpress.net, zalo v2.0, dung fb nhe.moi nguoi",
        "look at vnexpress.net today, at 5 dot com boom",
        "Chủ tịch Hồ Chí Minh, Phạm Nhật Vượng, Tô Lâm",
        "chủ tài khoản Facebook bị lừa, Chủ tài khoản Vietcombank cần cập nhật",
        "Nghị định 100/2019/NĐ-CP, Thông tư 22/2023/TT-BGTVT, VD-12345-18, B.1.1.529",
        "gọi 1900-3228, 1900.1234, 1022, 114",
        "Boeing 737-800, MH370, iPhone 15 Pro Max 256GB, H5N1, omega3",
        "THẦY CÔ BỚT RA NĂM PHÚT, thầy cô BỚT RA",
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


@pytest.mark.parametrize(
    "text",
    [
        "SĐT0912345678ngay",
        "gọi 0912345678,0987654321",
        "Nguyễn Minh Châu - 0912 345 678",
        "0912 345 678 (Tran Minh Tuan)",
        "STK: 0123456789 MB bank Nguyen Thi Lan",
        "VCB 0071000123456 LE HOANG NAM",
    ],
)
def test_of_what_stands_side_by_side_nothing_is_left(text: str) -> None:
    blanked = without_blanks(blank_personal(text))
    assert not set(blanked) & set("0123456789")
    assert not {"Châu", "Tuan", "Lan", "NAM"} & set(blanked.split())


@pytest.mark.parametrize(
    "words",
    ["DANG KY NGAY", "HO TRO VAY VON", "Hỗ Trợ Vay Vốn", "Taxi Mai Linh", "Đào Tạo Lái Xe"],
)
def test_what_is_offered_beside_a_number_is_nobodys_name(words: str) -> None:
    assert words in blank_personal(f"{words} 0912345678")


CLAIMS = [entry.claim for entry in sample_library()]
SOMEBODY = (
    *("Nguyen Van An 0912345678", "STK 0123456789 MB bank Nguyen Thi Lan", "zalo: hoa.nguyen88"),
    *(
        "chị Hoa (0912/345/678)",
        "CCCD 079-088-001-234",
        "lan a còng gmail chấm com",
        "xe 51F-123.45",
    ),
)


def test_claims_are_left_as_they_are() -> None:
    assert [blank_personal(claim) for claim in CLAIMS] == [normal_form(claim) for claim in CLAIMS]


@given(st.sampled_from(CLAIMS), st.sampled_from(SOMEBODY), st.sampled_from([". ", "\n", " - "]))
def test_a_claim_stays_whole_between_what_is_personal(claim: str, who: str, between: str) -> None:
    blanked = blank_personal(f"{who}{between}{claim}{between}{who}")
    assert normal_form(claim).strip(" .") in blanked


def test_comparing_leaves_blanks_out() -> None:
    assert without_blanks("gọi [số điện thoại] ngay").split() == ["gọi", "ngay"]


PARTS = (
    *(
        "zalo: ",
        "nick ",
        "hoa.ng88",
        "MB bank ",
        "CTK ",
        "Nguyen ",
        "Van ",
        "NGUYEN VAN ",
        "tran quoc bao",
    ),
    *(
        "xe ",
        "51F-123.45",
        "078-05-1120",
        " a còng ",
        " chấm com",
        "(at)",
        "Facebook: ",
        "hộ chiếu C ",
    ),
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


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ("ĐT.0912.345.678", "ĐT.[số điện thoại]"),
        ("CCCD 001234567890 12/10/2020", "CCCD [account or identity number] 12/10/2020"),
        ("https://x.vn/a?sdt=0912345678&x=1", "https://x.vn/a?sdt=[phone number]&x=1"),
        ("VCB 1234 5678 901", "VCB [account or identity number]"),
        ("momo 12345678", "momo [account or identity number]"),
        ("@_lan", "[handle]"),
        ("@99lan", "[handle]"),
        ("facebook.com/lan.nguyen.5/posts/123", "facebook.com/lan.nguyen.5/posts/123"),
        ("VCB lãi 12.000.000 đồng", "VCB lãi 12.000.000 đồng"),
        ("https://x.vn/a?id=0912345678", "https://x.vn/a?id=0912345678"),
    ],
)
def test_what_stands_beside_something_else_is_found(text: str, blanked: str) -> None:
    assert blank_personal(text) == blanked
