"""Fact-checks in flat rows (CSV, JSON Lines) and in answers of ``claims:search``."""

from collections.abc import Iterator

from kiemchung.claimreview.claim_review import (
    Skipped,
    SkipReason,
    find_problem,
    read_publisher,
    read_verdict,
)
from kiemchung.claimreview.values import Node, date_of, first_node, links_of, nodes, text_of
from kiemchung.claims import FactCheck
from kiemchung.text.language import UNKNOWN, detect_language
from kiemchung.text.links import web_address
from kiemchung.text.normal import normal_form

COLUMNS = {
    "claim": ("claim", "claimreviewed", "claim_reviewed", "text", "statement"),
    "verdict": ("verdict", "rating", "textualrating", "textual_rating", "alternatename", "label"),
    "value": ("ratingvalue", "rating_value"),
    "best": ("bestrating", "best_rating"),
    "worst": ("worstrating", "worst_rating"),
    "publisher": ("publisher", "organization", "organisation", "author", "source"),
    "url": ("url", "link", "review_url", "reviewurl"),
    "date": ("date", "datepublished", "date_published", "reviewdate", "review_date", "published"),
    "language": ("language", "lang", "languagecode", "inlanguage"),
    "title": ("title", "headline"),
    "explanation": ("explanation", "ratingexplanation", "summary"),
    "appearance": ("appearance", "appearances", "claim_url"),
}
"""Names under which each field is recognised, without regard to case."""


def read_flat(row: Node) -> FactCheck | Skipped:
    """Return the fact-check in a row whose columns have any of the names in ``COLUMNS``."""
    lowered = {str(name).strip().lower(): value for name, value in row.items() if name}
    fields = {
        field: next((lowered[n] for n in names if lowered.get(n) not in (None, "")), None)
        for field, names in COLUMNS.items()
    }
    claim, url = text_of(fields["claim"]), web_address(text_of(fields["url"]))
    verdict = read_verdict(
        {
            "alternateName": fields["verdict"],
            "ratingValue": fields["value"],
            "bestRating": fields["best"],
            "worstRating": fields["worst"],
        }
    )
    problem = find_problem(claim, verdict, url)
    if problem is not None or verdict is None:
        return Skipped(problem or SkipReason.NO_RATING, url or claim[:80])
    title = text_of(fields["title"])
    return FactCheck(
        claim=claim,
        verdict=verdict,
        publisher=read_publisher(fields["publisher"], url),
        url=url,
        language=_language(text_of(fields["language"]), claim),
        published=date_of(fields["date"]),
        title=title if title != claim else "",
        explanation=text_of(fields["explanation"]),
        appearances=tuple(links_of(_split(fields["appearance"]))),
    )


def read_search_claim(claim: Node) -> Iterator[FactCheck | Skipped]:
    """Yield the fact-checks of one claim in a ``claims:search`` answer.

    Format: Google Fact Check Tools API, ``FactCheckedClaim``. ``claimant`` is not read.
    """
    for review in nodes(claim.get("claimReview")):
        publisher = first_node(review.get("publisher"))
        yield read_flat(
            {
                "claim": claim.get("text"),
                "verdict": review.get("textualRating"),
                "publisher": publisher.get("name"),
                "url": review.get("url"),
                "date": review.get("reviewDate"),
                "language": review.get("languageCode"),
                "title": review.get("title"),
            }
        )


def _language(stated: str, claim: str) -> str:
    code = stated.replace("_", "-").split("-")[0].lower()
    if len(code) in (2, 3) and code.isalpha():
        return code
    found = detect_language(normal_form(claim))
    return "" if found == UNKNOWN else found


def _split(value: object) -> object:
    return value.split() if isinstance(value, str) else value
