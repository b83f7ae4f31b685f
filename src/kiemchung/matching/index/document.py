"""What the index keeps of an entry: the fact-check, its terms, and its token vectors."""

import json
import struct
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from kiemchung.claims_json import Json, from_fields, to_fields
from kiemchung.matching.encoder.base import TokenVectors
from kiemchung.matching.index.entry import Entry
from kiemchung.matching.terms import Terms, terms_from_json, terms_to_json

_LENGTHS = struct.Struct("<IIB")
"""Bytes of the entry, bytes of the terms, width of the token vectors."""


@dataclass(frozen=True)
class Document:
    """One row as stored; its parts are decoded when they are looked at."""

    content: bytes

    @classmethod
    def of(cls, entry: Entry, terms: Terms, tokens: TokenVectors, width: int) -> "Document":
        said = _dump({"key": entry.key, **to_fields(entry.fact_check)})
        cut = _dump({"l": entry.fact_check.language, **terms_to_json(terms)})
        head = _LENGTHS.pack(len(said), len(cut), width)
        return cls(head + said + cut + tokens.to_bytes())

    @cached_property
    def entry(self) -> Entry:
        return Entry(str(self._said["key"]), from_fields(self._said))

    @property
    def language(self) -> str:
        """The fact-check's language; does not decode the rest, as candidates are many."""
        return str(self._cut["l"])

    @cached_property
    def terms(self) -> Terms:
        return terms_from_json(self._cut)

    @cached_property
    def tokens(self) -> TokenVectors:
        _, _, begin, width = self._parts
        return TokenVectors.from_bytes(self.content[begin:], width)

    @cached_property
    def _said(self) -> dict[str, Json]:
        begin, end, _, _ = self._parts
        return cast(dict[str, Json], json.loads(self.content[begin:end]))

    @cached_property
    def _cut(self) -> dict[str, Json]:
        _, begin, end, _ = self._parts
        return cast(dict[str, Json], json.loads(self.content[begin:end]))

    @cached_property
    def _parts(self) -> tuple[int, int, int, int]:
        entry, terms, width = _LENGTHS.unpack_from(self.content)
        begin = _LENGTHS.size
        return begin, begin + entry, begin + entry + terms, width


def _dump(fields: dict[str, Json]) -> bytes:
    text = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")
