"""JSON documents, streamed: Data Commons feeds, JSON-LD, saved claims:search answers."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

import ijson

from kiemchung.claimreview.claim_review import (
    Skipped,
    SkipReason,
    is_claim_review,
    read_claim_review,
)
from kiemchung.claimreview.flat import read_flat, read_search_claim
from kiemchung.claimreview.sources.base import Found
from kiemchung.claimreview.values import Node, nodes, text_of

# The members that hold many items, and how deep to look for one.
_LISTS = ("dataFeedElement", "claims", "@graph", "itemListElement")
_DEEPEST = 12
_DEEPEST_DOCUMENT = 200
"""Lists and objects in each other; reading what goes deeper takes time as the square of that."""


def read_json(stream: BinaryIO, base: str = "") -> Iterator[Found]:
    """Yield what a JSON document holds; a broken end is reported as one unreadable item."""
    try:
        for number, item in enumerate(_items(stream), start=1):
            yield from read_node(item, f"item {number}", base)
    except ijson.JSONError as error:
        yield Found(Skipped(SkipReason.UNREADABLE, str(error)), f"byte {stream.tell():,}")


def read_node(item: object, place: str, base: str = "") -> Iterator[Found]:
    """Yield what one JSON value holds, whichever of the known shapes it has."""
    try:
        yield from list(_read_shape(item, place, base))
    except RecursionError:
        yield Found(Skipped(SkipReason.UNREADABLE, "nested too deeply"), place)


def _read_shape(item: object, place: str, base: str) -> Iterator[Found]:
    if not isinstance(item, Mapping):
        yield Found(Skipped(SkipReason.NOT_A_REVIEW, text_of(item)[:80]), place)
    elif "claimReview" in item:
        yield from (Found(what, place) for what in read_search_claim(item))
    else:
        reviews = list(_reviews(item))
        if reviews:
            yield from (Found(read_claim_review(review, base), place) for review in reviews)
        elif _looks_flat(item):
            yield Found(read_flat(item), place)
        else:
            example = text_of(item.get("url") or item.get("@id") or item.get("@type"))
            yield Found(Skipped(SkipReason.NOT_A_REVIEW, example), place)


def _items(stream: BinaryIO) -> Iterator[object]:
    prefix = _item_prefix(stream)
    stream.seek(0)
    yield from ijson.items(ijson.parse(_events(stream)), prefix)


def _events(stream: BinaryIO) -> Iterator[tuple[str, object]]:
    """Yield what the parser meets. Raises JSONError where a document is nested too deeply."""
    depth = 0
    for event, value in ijson.basic_parse(stream, use_float=True):
        if event in ("start_map", "start_array"):
            depth += 1
        elif event in ("end_map", "end_array"):
            depth -= 1
        if depth > _DEEPEST_DOCUMENT:
            raise ijson.JSONError("nested too deeply")
        yield event, value


def reviews_in(document: object) -> Iterator[Node]:
    """Yield the ClaimReviews anywhere in a JSON value."""
    for node in nodes(document):
        yield from _reviews(node)


def _item_prefix(stream: BinaryIO) -> str:
    """Return the ijson prefix of the items: of the first list member found, or the whole."""
    for prefix, event, value in ijson.parse(_events(stream)):
        if (prefix, event) == ("", "start_array"):
            return "item"
        if (prefix, event) == ("", "map_key") and value in _LISTS:
            return f"{value}.item"
    return ""


def _reviews(node: Node, depth: int = 0) -> Iterator[Node]:
    """Yield the ClaimReviews in ``node`` and below it."""
    if is_claim_review(node):
        yield node
        return
    if depth > _DEEPEST:
        return
    for value in node.values():
        for child in nodes(value):
            yield from _reviews(child, depth + 1)


def _looks_flat(item: Node) -> bool:
    return "@type" not in item and any(name in item for name in ("claim", "claimReviewed", "text"))
