import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiemchung.errors import EmptyMessage, KiemchungError, MessageTooLong, NotText
from kiemchung.text.furniture import without_furniture
from kiemchung.text.links import without_links
from kiemchung.text.message import LONGEST, decode_message, read_message
from kiemchung.text.normal import normal_form
from kiemchung.text.tokens import folded_words, has_words

any_text = st.text(st.characters(codec=None, categories=None), max_size=200)
wrappings = st.sampled_from(
    [
        "Is it true that ",
        "Fwd: ",
        "Chia sẻ ngay! ",
        "Cho em hỏi ",
        "ad ơi ",
        "Có phải ",
        "",
        "KHẨN: ",
    ]
)


@given(any_text)
def test_it_raises_nothing_but_its_own_errors(text: str) -> None:
    try:
        message = read_message(text)
    except KiemchungError:
        return
    assert message.text


@given(any_text)
def test_a_message_with_words_keeps_some(text: str) -> None:
    text = normal_form(text)
    if has_words(text):
        assert has_words(without_furniture(text))


@given(wrappings, st.sampled_from(["uống nước chanh nóng chữa ung thư", "garlic cures the flu"]))
def test_furniture_goes_and_the_claim_stays(wrapping: str, claim: str) -> None:
    assert folded_words(without_furniture(wrapping + claim)) == folded_words(claim)


@given(any_text)
def test_reading_a_core_again_changes_nothing(text: str) -> None:
    core = without_furniture(normal_form(text))
    assert has_words(without_furniture(core)) == has_words(core)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Mẹ em nghe nói ở trong nhà", "nhà"),
        ("xăng E10 làm hư động cơ", "cơ"),
        ("mấy giờ cửa hàng mở cửa", "cửa"),
        ("Gửi tiền cho mọi người qua link lạ có mất tiền không", "mất"),
    ],
)
def test_words_that_look_like_furniture_stay(text: str, kept: str) -> None:
    assert kept in without_furniture(text)


def test_links_are_kept_apart_from_the_words() -> None:
    message = read_message("Xem https://example.com/a?b=1 nước chanh chữa ung thư")
    assert message.links == ("https://example.com/a?b=1",)
    assert all("example" not in passage for passage in message.passages)


def test_a_lone_link_has_no_passages() -> None:
    assert read_message("https://example.com/a").passages == ()


def test_prices_and_abbreviations_are_no_links() -> None:
    assert without_links("giá 3.500.000, v.v. TP.HCM") == "giá 3.500.000, v.v. TP.HCM"


def test_a_claim_in_the_middle_of_a_long_message_is_a_passage_of_its_own() -> None:
    filler = "Kính chúc cả nhà một ngày thật nhiều niềm vui và sức khỏe dồi dào. " * 6
    message = read_message(filler + "Uống nước chanh nóng chữa khỏi ung thư. " + filler)
    assert "Uống nước chanh nóng chữa khỏi ung thư" in message.passages


@pytest.mark.parametrize(
    ("text", "language", "accented"),
    [
        ("uống nước chanh", "vi", True),
        ("uong nuoc chanh nong co chua duoc ung thu khong", "vi", False),
        ("does lemon water cure cancer", "en", False),
        ("el agua con limón cura el cáncer", "es", True),
        ("น้ำมะนาวรักษามะเร็ง", "th", False),
        ("12345", "und", False),
    ],
)
def test_the_language_is_recognised(text: str, language: str, accented: bool) -> None:
    message = read_message(text)
    assert (message.language, message.accented) == (language, accented)


@pytest.mark.parametrize("text", ["", "  \n", "\u200b\u200b"])
def test_empty_messages_are_refused(text: str) -> None:
    with pytest.raises(EmptyMessage):
        read_message(text)


@pytest.mark.parametrize("text", ["\x00" * 50, "\ufffd\ufffd\ufffda", "\ud800" * 9])
def test_broken_text_is_refused(text: str) -> None:
    with pytest.raises(NotText):
        read_message(text)


def test_a_message_that_is_too_long_is_refused() -> None:
    with pytest.raises(MessageTooLong, match="at most 50,000"):
        read_message("a" * (LONGEST + 1))


@pytest.mark.parametrize(
    "content", [b"\xff\xd8\xff\xe0\x00\x10JFIF", b"\x80\x81\x82", b"\xfe\xff\xd8\x00"]
)
def test_bytes_that_are_no_text_are_refused(content: bytes) -> None:
    with pytest.raises(NotText):
        read_message(decode_message(content))


def test_utf_16_with_a_mark_is_read() -> None:
    assert decode_message("chữa bệnh".encode("utf-16")) == "chữa bệnh"


@pytest.mark.parametrize(
    "claim",
    [
        "Uống nước chanh nóng mỗi ngày chữa khỏi ung thư",
        "Chuyển tiền ngay cho người khác thì ngân hàng hoàn lại được",
        "Chia sẻ khăn mặt mỗi ngày làm lây đau mắt đỏ",
        "Gửi ảnh căn cước cho mọi người vay được tiền",
    ],
)
@pytest.mark.parametrize(
    "around", ["Fwd: {}. Chia sẻ ngay!", "{}. Gửi tin này cho mọi người nhé", "{}"]
)
def test_a_claim_that_looks_like_a_call_to_share_stays(around: str, claim: str) -> None:
    assert folded_words(without_furniture(around.format(claim))) == folded_words(claim)
