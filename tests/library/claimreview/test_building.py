from dataclasses import replace
from datetime import date

from kiemchung.claimreview import read_claim_review
from kiemchung.claimreview.building import build_claim_review
from kiemchung.claims import Source
from tests.library.building import fact_check

CHECK = replace(
    fact_check(published=date(2026, 1, 2)),
    explanation="Chưa có thử nghiệm nào trên người.",
    appearances=("https://seen.example/1",),
    sources=(Source("WHO", "https://who.example/x"),),
)


def built(**changes: str) -> dict[str, object]:
    node = build_claim_review(
        CHECK,
        publisher_url="https://desk.example/",
        corrections_policy="https://desk.example/corrections-policy/",
        **changes,
    )
    return dict(node)


def test_what_is_written_is_read_as_the_same_fact_check() -> None:
    assert read_claim_review(built()) == replace(CHECK, sources=())


def test_every_required_field_is_there() -> None:
    review = built()
    assert review["@type"] == "ClaimReview"
    assert review["url"] == CHECK.url
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "Sai",
        "ratingValue": 1,
        "bestRating": 5,
        "worstRating": 1,
        "ratingExplanation": CHECK.explanation,
    }
    assert review["citation"] == ["https://who.example/x"]


def test_what_is_unknown_is_left_out() -> None:
    assert "dateModified" not in built()
    assert built(modified="2026-02-03")["dateModified"] == "2026-02-03"
