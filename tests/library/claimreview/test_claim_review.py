from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiemchung.claimreview import Skipped, SkipReason, read_claim_review
from kiemchung.claims import FactCheck, Publisher
from tests.library.claimreview.test_values import json_values

GOOD: dict[str, object] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "claimReviewed": "Hot lemon water cures cancer",
    "url": "https://www.desk.example/lemon",
    "datePublished": "2024-03-05",
    "inLanguage": "en-GB",
    "author": {"@type": "Organization", "name": "Desk", "url": "https://desk.example"},
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Somebody"},
        "appearance": [{"@type": "CreativeWork", "url": "https://forum.example/1"}],
        "firstAppearance": "https://forum.example/0",
    },
    "reviewRating": {
        "@type": "Rating",
        "ratingValue": "1",
        "bestRating": "5",
        "worstRating": "1",
        "alternateName": "False",
    },
}


def read(**changes: object) -> FactCheck:
    result = read_claim_review({**GOOD, **changes})
    assert isinstance(result, FactCheck)
    return result


def test_every_part_is_read() -> None:
    check = read()
    assert check.claim == "Hot lemon water cures cancer"
    assert (check.verdict.name, check.verdict.step) == ("False", 1)
    assert check.publisher == Publisher("Desk", "desk.example")
    assert check.published == date(2024, 3, 5)
    assert check.language == "en"
    assert set(check.appearances) == {"https://forum.example/1", "https://forum.example/0"}


def test_who_made_the_claim_is_not_kept() -> None:
    assert "Somebody" not in repr(read())


@pytest.mark.parametrize(
    "rating",
    [
        [{"alternateName": ["False"], "ratingValue": 1, "bestRating": [5], "worstRating": "1"}],
        {"name": "False", "ratingValue": "1 of 5", "bestRating": 5.0, "worstRating": 1},
        [
            None,
            {},
            {
                "alternateName": {"@value": "False"},
                "ratingValue": 1,
                "bestRating": 5,
                "worstRating": 1,
            },
        ],
    ],
)
def test_dirty_ratings_are_read(rating: object) -> None:
    verdict = read(reviewRating=rating).verdict
    assert (verdict.name, verdict.step) == ("False", 1)


def test_a_number_alone_is_its_own_name() -> None:
    assert read(reviewRating={"ratingValue": 2, "bestRating": 5}).verdict.name == "2 / 5"


@pytest.mark.parametrize(
    ("author", "name"),
    [
        ([{"name": "Desk"}, {"name": "Other"}], "Desk"),
        ("Desk", "Desk"),
        (None, "desk.example"),
        ({"name": ["Desk"]}, "Desk"),
    ],
)
def test_dirty_publishers_are_read(author: object, name: str) -> None:
    assert read(author=author).publisher.name == name


@pytest.mark.parametrize("items", [[GOOD["itemReviewed"]], [None, GOOD["itemReviewed"], "x"]])
def test_lists_where_an_object_belongs_are_read(items: object) -> None:
    assert read(itemReviewed=items).appearances


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"claimReviewed": " "}, SkipReason.NO_CLAIM),
        ({"claimReviewed": "🍋"}, SkipReason.NO_CLAIM),
        ({"claimReviewed": None}, SkipReason.NO_CLAIM),
        ({"claimReviewed": "a " * 1500}, SkipReason.CLAIM_TOO_LONG),
        ({"reviewRating": None}, SkipReason.NO_RATING),
        ({"reviewRating": {"@type": "Rating"}}, SkipReason.NO_RATING),
        ({"url": ""}, SkipReason.NO_ADDRESS),
        ({"url": "not an address at all"}, SkipReason.NO_ADDRESS),
        ({"url": "javascript:alert(1)"}, SkipReason.NO_ADDRESS),
        ({"url": "http://[broken"}, SkipReason.NO_ADDRESS),
    ],
)
def test_what_cannot_be_used_says_why(changes: dict[str, object], reason: SkipReason) -> None:
    result = read_claim_review({**GOOD, **changes})
    assert isinstance(result, Skipped)
    assert result.reason is reason


def test_a_relative_address_is_completed() -> None:
    result = read_claim_review({**GOOD, "url": "/lemon"}, base="https://desk.example/page")
    assert isinstance(result, FactCheck)
    assert result.url == "https://desk.example/lemon"


@given(st.dictionaries(st.sampled_from(sorted(GOOD)), json_values, max_size=4))
def test_no_dirt_raises(changes: dict[str, object]) -> None:
    read_claim_review({**GOOD, **changes})
