"""What an answer promises, whatever the encoder."""

from pathlib import Path

import pytest

from kiemchung.claims import FactCheck, Level, Reason
from kiemchung.errors import EmptyMessage, NoWords
from kiemchung.importing import import_checks
from kiemchung.library import Library
from kiemchung.matching.index import IndexReader
from kiemchung.matching.matcher import Matcher
from tests.library.building import CountingEncoder, fact_check

LEMON = "Uống nước chanh nóng mỗi ngày chữa khỏi bệnh ung thư giai đoạn cuối"
SALT = "Rắc muối quanh nhà đuổi được rắn hổ mang"
CHECKS = [
    fact_check(LEMON, url="https://desk.example/lemon?id=7"),
    fact_check(SALT, url="https://desk.example/salt"),
    fact_check(
        "Garlic necklaces keep the flu away from children", url="https://desk.example/garlic"
    ),
]


def matcher(folder: Path, checks: list[FactCheck] = CHECKS) -> Matcher:
    library = Library(folder, "fake")
    import_checks(library, checks)
    return library.matcher


@pytest.mark.parametrize(
    "link",
    [
        "https://desk.example/lemon?id=7",
        "http://www.desk.example/lemon/?id=7&utm_source=zalo&fbclid=abc#top",
        "xem nè https://m.desk.example/lemon?id=7 !!!",
    ],
)
def test_the_same_link_is_recognised_and_says_so(tmp_path: Path, link: str) -> None:
    answer = matcher(tmp_path).ask(link)
    assert answer.level is Level.SAME_CLAIM
    assert answer.matches[0].fact_check.claim == LEMON
    assert answer.matches[0].reason is Reason.SAME_LINK
    assert answer.matches[0].probability == 1


@pytest.mark.parametrize(
    "text",
    [
        LEMON,
        LEMON.upper(),
        f"Fwd: {LEMON}. Chia sẻ ngay!",
        "uong nuoc chanh nong moi ngay chua khoi benh ung thu giai doan cuoi",
    ],
)
def test_the_same_text_is_recognised_and_says_so(tmp_path: Path, text: str) -> None:
    best = matcher(tmp_path).ask(text).matches[0]
    assert (best.fact_check.claim, best.level) == (LEMON, Level.SAME_CLAIM)
    assert best.reason is Reason.SAME_TEXT


def test_one_claim_of_five_publishers_is_one_group(tmp_path: Path) -> None:
    wordings = [LEMON, LEMON.lower(), f"{LEMON}!", f"“{LEMON}”", LEMON.replace("Uống", "uống")]
    checks = [
        fact_check(
            claim, url=f"https://desk{n}.example/1", site=f"desk{n}.example", verdict=verdict
        )
        for n, (claim, verdict) in enumerate(zip(wordings, ["Sai"] * 4 + ["Đúng"], strict=True))
    ]
    answer = matcher(tmp_path, [*checks, *CHECKS[1:]]).ask(LEMON)
    first = [match for match in answer.matches if match.group == 0]
    assert {match.fact_check.url for match in first} == {check.url for check in checks}
    assert {match.fact_check.verdict.name for match in first} == {"Sai", "Đúng"}


def test_the_limit_counts_groups(tmp_path: Path) -> None:
    answer = matcher(tmp_path).ask(f"{LEMON}. {SALT}.", limit=1)
    assert {match.group for match in answer.matches} == {0}


def test_several_claims_get_an_answer_each_tied_to_its_sentence(tmp_path: Path) -> None:
    answer = matcher(tmp_path).ask(f"{LEMON}. {SALT}.")
    said = {match.fact_check.claim: match.passage for match in answer.matches}
    assert SALT in said[SALT]
    assert LEMON in said[LEMON]
    assert SALT not in said[LEMON]


def test_a_claim_in_the_middle_of_a_long_forward_is_found(tmp_path: Path) -> None:
    chatter = "Chào cả nhà thân yêu, hôm nay trời đẹp quá nên em viết đôi dòng gửi mọi người. "
    text = f"{chatter * 6}{LEMON}. {chatter * 6} Xem thêm https://example.com hoặc gọi 0900 000 123"
    answer = matcher(tmp_path).ask(text)
    assert answer.matches[0].fact_check.claim == LEMON
    assert LEMON in answer.matches[0].passage


def test_of_a_long_message_only_so_much_is_encoded(tmp_path: Path) -> None:
    library = Library(tmp_path, "fake")
    import_checks(library, CHECKS)
    encoder = CountingEncoder()
    reader = IndexReader(library.index_folder, encoder.fingerprint)
    chatter = " ".join(
        f"Sáng nay {n} người trong xóm ra chợ mua rau muống về nấu." for n in range(9)
    )
    answer = Matcher(encoder, reader).ask(f"{chatter} {LEMON}. {chatter}")
    assert answer.matches[0].fact_check.claim == LEMON
    (passages,) = encoder.encoded
    assert sum(len(passage.split()) for passage in passages) <= 75


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("rac muoi duoi duoc ran ho mang", "rắc muối đuổi được rắn hổ mang"),
        ("rắc muoi duoi duoc ran", "rắc muoi duoi duoc ran"),
        ("garlic keeps the flu away", "garlic keeps the flu away"),
    ],
    ids=["without diacritics", "with some", "in English"],
)
def test_what_was_typed_without_diacritics_is_encoded_with_them(
    tmp_path: Path, typed: str, read: str
) -> None:
    library = Library(tmp_path, "fake")
    import_checks(library, CHECKS)
    encoder = CountingEncoder()
    reader = IndexReader(library.index_folder, encoder.fingerprint)
    Matcher(encoder, reader).ask(typed)
    Matcher(encoder, reader, restores=False).ask(typed)
    assert encoder.encoded == [(read,), (typed,)]


def test_the_shared_words_are_those_of_the_claim(tmp_path: Path) -> None:
    (found,) = matcher(tmp_path).rank(["nuoc chanh nong moi ngay chua khoi benh ung thu"])
    best = found[0]
    assert best.words[:3] == ("nước", "chanh", "nóng")
    assert 0 < best.scores.lexical < 1


def test_many_messages_at_once_get_the_same_answers(tmp_path: Path) -> None:
    asked = matcher(tmp_path)
    texts = [LEMON, SALT, "mấy giờ cửa hàng mở cửa", f"{SALT}. {LEMON}."]
    assert asked.ask_many(texts) == [asked.ask(text) for text in texts]


def test_nothing_is_said_about_what_is_not_there(tmp_path: Path) -> None:
    answer = matcher(tmp_path).ask("mấy giờ cửa hàng mở cửa")
    assert (answer.level, answer.matches) == (Level.NOTHING, ())


@pytest.mark.parametrize(
    ("text", "error"),
    [("", EmptyMessage), ("🙂🙂", NoWords), ("https://unknown.example/page", NoWords)],
)
def test_a_message_without_words_is_refused(
    tmp_path: Path, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        matcher(tmp_path).ask(text)


def test_an_addition_is_found_by_a_matcher_that_was_open_before(tmp_path: Path) -> None:
    asked = matcher(tmp_path)
    claim = "Ăn vỏ sầu riêng làm mọc lại răng đã mất"
    assert asked.ask(claim).level is not Level.SAME_CLAIM
    import_checks(Library(tmp_path, "fake"), [fact_check(claim, url="https://desk.example/new")])
    assert asked.ask(claim).matches[0].fact_check.claim == claim


def test_two_texts_are_compared_whichever_comes_first(tmp_path: Path) -> None:
    found = matcher(tmp_path)
    (same, other) = found.compare(f"Mọi người ơi, {LEMON.lower()} có đúng không ạ?", [LEMON, SALT])
    assert same.level is Level.SAME_CLAIM
    assert other.level is not Level.SAME_CLAIM
    assert found.compare(LEMON, [SALT]) == found.compare(SALT, [LEMON])


def test_what_has_no_words_cannot_be_compared(tmp_path: Path) -> None:
    with pytest.raises(NoWords):
        matcher(tmp_path).compare(LEMON, ["https://nowhere.example/x"])
