"""Writing ClaimReview: a fact-check as search engines and other desks read it."""

from kiemchung.claims import FactCheck
from kiemchung.claims_json import Json


def build_claim_review(
    check: FactCheck, *, publisher_url: str, corrections_policy: str, modified: str = ""
) -> dict[str, Json]:
    """Return ``check`` as a schema.org ClaimReview; what is unknown is left out.

    ``modified`` is the day of the newest correction.
    """
    verdict = check.verdict
    rating: dict[str, Json] = {
        "@type": "Rating",
        "alternateName": verdict.name,
        "ratingValue": verdict.value,
        "bestRating": verdict.best,
        "worstRating": verdict.worst,
        "ratingExplanation": check.explanation,
    }
    review: dict[str, Json] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": check.url,
        "claimReviewed": check.claim,
        "inLanguage": check.language,
        "datePublished": check.published.isoformat() if check.published else None,
        "dateModified": modified,
        "author": {
            "@type": "Organization",
            "name": check.publisher.name,
            "url": publisher_url,
            "correctionsPolicy": corrections_policy,
        },
        "itemReviewed": _item(check),
        "reviewRating": _known(rating),
        "citation": [source.url for source in check.sources],
    }
    return _known(review)


def _item(check: FactCheck) -> Json:
    if not check.appearances:
        return None
    return {
        "@type": "Claim",
        "appearance": [{"@type": "CreativeWork", "url": link} for link in check.appearances],
    }


def _known(fields: dict[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
