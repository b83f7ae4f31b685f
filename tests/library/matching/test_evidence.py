"""Words, numbers, denials and directions: what tells one claim from its neighbour."""

import pytest

from kiemchung.matching.evidence import LexicalEvidence, compare
from kiemchung.matching.sameness import is_same_text
from kiemchung.matching.spelling import known_words
from kiemchung.matching.terms import analyse, terms_from_json, terms_to_json

CLAIM = "Uống 5 lít nước mỗi ngày chữa khỏi sỏi thận"


def evidence(message: str, claim: str = CLAIM) -> LexicalEvidence:
    return compare(analyse(message), analyse(claim), lambda _: 1.0)


def test_the_same_words_without_diacritics_share_everything_but_the_diacritics() -> None:
    found = evidence("uong 5 lit nuoc moi ngay chua khoi soi than")
    assert (found.claim_share, found.passage_share, found.pair_share) == (1, 1, 1)
    assert found.accented_share < 0.5
    assert found.rarest_missing == found.rarest_extra == 0


@pytest.mark.parametrize(
    ("message", "agree", "differ"),
    [
        ("uống 5 lít nước chữa sỏi thận", 1, 0),
        ("uống 5000 ml nước chữa sỏi thận", 1, 0),
        ("uống 50 lít nước chữa sỏi thận", 0, 1),
        ("uống nước chữa sỏi thận", 0, 0),
    ],
)
def test_numbers_are_compared_with_their_units(message: str, agree: int, differ: int) -> None:
    found = evidence(message)
    assert (found.numbers_agree, found.numbers_differ) == (agree, differ)


def test_what_only_one_text_denies_is_seen() -> None:
    denying = evidence("uống 5 lít nước mỗi ngày không chữa khỏi sỏi thận")
    assert denying.passage_denies > 0
    assert denying.claim_denies == 0
    asking = evidence("uống 5 lít nước mỗi ngày có chữa khỏi sỏi thận không?")
    assert asking.passage_denies == 0


def test_opposite_directions_are_seen() -> None:
    assert evidence("garlic prevents flu", "garlic causes flu").directions_differ == 1
    assert evidence("garlic helps against flu", "garlic prevents flu").directions_differ == 0


def test_terms_survive_being_stored() -> None:
    terms = analyse("Uống 5 lít nước KHÔNG làm tăng huyết áp")
    assert terms_from_json(terms_to_json(terms)) == terms


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("Uống 5 lít nước mỗi ngày chữa khỏi sỏi thận", True),
        ("uong 5 lit nuoc moi ngay chua khoi soi than", True),
        ("Uống 6 lít nước mỗi ngày chữa khỏi sỏi thận", False),
        ("Uống 5 lít nước mỗi ngày không chữa khỏi sỏi thận", False),
        ("Uống 5 lít nước mỗi ngày", False),
    ],
)
def test_the_same_text_is_one_changed_by_a_few_letters(other: str, same: bool) -> None:
    assert is_same_text(analyse(other), analyse(CLAIM)) is same


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("uốngnước chanh", "uống nước chanh"),
        ("uongnuocchanh", "uong nuoc chanh"),
        ("facebook", "facebook"),
        ("nước", "nước"),
        ("uongxyz", "uongxyz"),
    ],
)
def test_words_run_together_are_split_where_the_parts_are_known(text: str, split: str) -> None:
    known = {"uong", "nuoc", "chanh"}
    assert known_words(text, known.__contains__) == split
