"""One ClaimReview, as publishers write it, to a fact-check."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urljoin

from kiemchung.claimreview.values import (
    Node,
    date_of,
    first_node,
    links_of,
    nodes,
    number_of,
    text_of,
)
from kiemchung.claims import FactCheck, Publisher, Verdict
from kiemchung.text.language import UNKNOWN, detect_language
from kiemchung.text.links import site_of, web_address
from kiemchung.text.normal import normal_form
from kiemchung.text.tokens import has_words

_LONGEST_CLAIM = 2000
_LONGEST_VERDICT = 300
_USUAL_SCALE = (5.0, 1.0)
"""Best and worst where a publisher gives a number alone (Google's rules)."""


class SkipReason(StrEnum):
    """Why something was not taken over."""

    NOT_A_REVIEW = "not a ClaimReview"
    NO_CLAIM = "no claim"
    NO_RATING = "no rating"
    NO_ADDRESS = "no address"
    CLAIM_TOO_LONG = f"claim longer than {_LONGEST_CLAIM:,} characters"
    UNREADABLE = "unreadable"
    OWN_NAME = "under the name or at an address of this site, which publishes itself"


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that was not taken over: why, and a word to recognise it by."""

    reason: SkipReason
    example: str


def is_claim_review(node: Node) -> bool:
    """Say whether ``node`` calls itself a ClaimReview, in whichever spelling."""
    kinds = node.get("@type") or node.get("type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(str(name).rsplit("/", 1)[-1].lower() == "claimreview" for name in names)


def read_claim_review(node: Node, base: str = "") -> FactCheck | Skipped:
    """Return the fact-check in ``node``, or why there is none.

    ``base`` is the address of the page on which it stood; a relative or missing address is
    completed with it. The name of whoever made the claim is not read.
    """
    claim = text_of(node.get("claimReviewed"))
    url = _address(node, base)
    verdict = read_verdict(node.get("reviewRating"))
    problem = find_problem(claim, verdict, url)
    if problem is not None or verdict is None:
        return Skipped(problem or SkipReason.NO_RATING, url or claim[:80])
    title = text_of(node.get("headline")) or text_of(node.get("name"))
    return FactCheck(
        claim=claim,
        verdict=verdict,
        publisher=read_publisher(node.get("author") or node.get("publisher"), url),
        url=url,
        language=_language(node, claim),
        published=date_of(node.get("datePublished")) or date_of(node.get("dateCreated")),
        title=title if title != claim else "",
        explanation=text_of(first_node(node.get("reviewRating")).get("ratingExplanation")),
        appearances=_appearances(node),
    )


def find_problem(claim: str, verdict: Verdict | None, url: str) -> SkipReason | None:
    """Return what keeps a review with these parts from being used, or None."""
    if not has_words(normal_form(claim)):
        return SkipReason.NO_CLAIM
    if len(claim) > _LONGEST_CLAIM:
        return SkipReason.CLAIM_TOO_LONG
    if not url:
        return SkipReason.NO_ADDRESS
    if verdict is None:
        return SkipReason.NO_RATING
    return None


def read_verdict(value: object) -> Verdict | None:
    """Return the verdict in a ``reviewRating``, or None when it has neither words nor number."""
    if isinstance(value, str):
        return Verdict(text_of(value)[:_LONGEST_VERDICT]) if text_of(value) else None
    for rating in nodes(value):
        number = number_of(rating.get("ratingValue"))
        best, worst = number_of(rating.get("bestRating")), number_of(rating.get("worstRating"))
        name = text_of(rating.get("alternateName")) or text_of(rating.get("name"))
        if not name and number is not None:
            name = f"{number:g} / {best or _USUAL_SCALE[0]:g}"
        if name:
            return Verdict(name[:_LONGEST_VERDICT], number, best, worst)
    return None


def read_publisher(value: object, url: str) -> Publisher:
    """Return the publisher in ``value``; the site of ``url`` stands for a missing name."""
    site = site_of(url)
    return Publisher(text_of(value) or site, site)


def _address(node: Node, base: str) -> str:
    page = first_node(node.get("mainEntityOfPage")) or node.get("mainEntityOfPage")
    for value in (node.get("url"), page, node.get("@id")):
        address = text_of(first_node(value).get("@id") or value)
        if address and not address.startswith(("#", "_:")):
            return web_address(urljoin(base, address) if base else address)
    return base


def _language(node: Node, claim: str) -> str:
    stated = text_of(node.get("inLanguage")).split("-")[0].split("_")[0].lower()
    if len(stated) in (2, 3) and stated.isalpha():
        return stated
    found = detect_language(normal_form(claim))
    return "" if found == UNKNOWN else found


def _appearances(node: Node) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for item in nodes(node.get("itemReviewed")):
        for name in ("appearance", "firstAppearance", "url", "sameAs"):
            found.update(dict.fromkeys(links_of(item.get(name))))
    return tuple(found)
