"""ClaimReview in a web page: its JSON-LD scripts."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import html
from lxml.etree import ParserError

from kiemchung.claimreview.claim_review import Skipped, SkipReason, read_claim_review
from kiemchung.claimreview.sources.base import Found
from kiemchung.claimreview.sources.json_documents import reviews_in

_LONGEST_PAGE = 20_000_000
_WRAPPING = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_TRAILING_COMMA = re.compile(r",(?=\s*[\]}])")
_CONTROL = re.compile(r"[\x00-\x1f]+")


def read_web_page(stream: BinaryIO, base: str = "") -> Iterator[Found]:
    """Yield the ClaimReviews in a page's JSON-LD; ``base`` is the page's address if known."""
    try:
        page = html.document_fromstring(stream.read(_LONGEST_PAGE))
    except (ParserError, ValueError):
        return
    address = base or _canonical(page)
    for number, script in enumerate(_scripts(page), start=1):
        place = f"script {number}"
        try:
            reviews = list(reviews_in(_loads(script)))
        except (ValueError, RecursionError) as error:
            yield Found(Skipped(SkipReason.UNREADABLE, str(error)), place)
            continue
        for review in reviews:
            yield Found(read_claim_review(review, address), place)


def _scripts(page: html.HtmlElement) -> Iterator[str]:
    for element in page.iter("script"):
        if "ld+json" in (element.get("type") or "").lower():
            yield element.text or ""


def _loads(text: str) -> object:
    """Parse JSON as publishers' templates write it: comments around, commas at ends, raw breaks."""
    text = _WRAPPING.sub("", text.strip())
    try:
        return json.loads(text, strict=False)
    except ValueError:
        return json.loads(_TRAILING_COMMA.sub("", _CONTROL.sub(" ", text)))


def _canonical(page: html.HtmlElement) -> str:
    for element in page.iter("link"):
        if element.get("rel") == "canonical" and element.get("href"):
            return str(element.get("href")).strip()
    return ""
