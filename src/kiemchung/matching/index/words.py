"""The lexical part on tantivy: words with and without diacritics, keys and links.

Texts are tokenised here, not by tantivy: its folding misses decomposed text, and a question
must be cut into words exactly as the entries were.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import tantivy

from kiemchung.errors import IndexDamaged
from kiemchung.matching.index.document import Document
from kiemchung.matching.index.entry import Entry
from kiemchung.text.folding import fold
from kiemchung.text.links import link_key

ACCENTED, FOLDED, KEY, LINK, ROW = "accented", "folded", "key", "link", "row"

_LONGEST_WORD = 64
_MEMORY = 64_000_000
"""Bytes that tantivy may fill before it writes a segment."""
_ACCENTED_WEIGHT = 1.0
_FOLDED_WEIGHT = 0.5


def entry_links(entry: Entry) -> list[str]:
    """Return the keys of the addresses of ``entry`` and of its claim."""
    check = entry.fact_check
    addresses = [*check.appearances] if check.sample else [check.url, *check.appearances]
    return sorted({link_key(address) for address in addresses if address})


class WordIndex:
    """A committed tantivy index, opened for reading."""

    def __init__(self, folder: Path) -> None:
        """Open ``folder``. Raises IndexDamaged."""
        try:
            self._index = tantivy.Index.open(str(_lockable(folder)))
            self._index.config_reader("manual")
            self._searcher = self._index.searcher()
        except (ValueError, OSError) as error:
            raise IndexDamaged(folder, str(error)) from error
        self._schema = self._index.schema

    @property
    def size(self) -> int:
        return int(self._searcher.num_docs)

    def document_frequency(self, folded_word: str) -> int:
        """Return in how many entries ``folded_word`` stands."""
        return int(self._searcher.doc_freq(FOLDED, folded_word))

    def search(self, tokens: Sequence[str], limit: int) -> list[tuple[int, float]]:
        """Return up to ``limit`` (row, BM25 score), best first, for words of a message."""
        query = word_query(self._schema, tokens)
        return self._rows(query, limit) if query else []

    def with_key(self, key: str) -> list[int]:
        """Return the rows of the entry ``key``."""
        return self._with_term(KEY, key, 8)

    def with_link(self, key: str, limit: int = 8) -> list[int]:
        """Return the rows of entries whose address or whose claim's address is ``key``."""
        return self._with_term(LINK, key, limit)

    def similar_words(self, folded_word: str, limit: int = 4) -> list[int]:
        """Return rows with a word one letter away from ``folded_word``."""
        query = tantivy.Query.fuzzy_term_query(self._schema, FOLDED, folded_word, distance=1)
        return [row for row, _ in self._rows(query, limit)]

    def _with_term(self, field: str, value: str, limit: int) -> list[int]:
        query = tantivy.Query.term_query(self._schema, field, value)
        return [row for row, _ in self._rows(query, limit)]

    def _rows(self, query: tantivy.Query, limit: int) -> list[tuple[int, float]]:
        hits = self._searcher.search(query, limit, count=False).hits
        if not hits:
            return []
        rows = self._searcher.fast_field_values(ROW, [address for _, address in hits])
        return [
            (int(row), float(score))
            for row, (score, _) in zip(rows, hits, strict=True)
            if row is not None
        ]


def word_query(schema: tantivy.Schema, tokens: Sequence[str]) -> tantivy.Query | None:
    """Return the query for any of ``tokens``, or None without usable ones.

    Words with diacritics count more where they stand with them; a word that has none in the
    message counts in its folded form alone.
    """
    parts = [
        part
        for token in dict.fromkeys(tokens)
        if len(token) <= _LONGEST_WORD
        for part in _term_queries(schema, token)
    ]
    return tantivy.Query.boolean_query(parts) if parts else None


def _term_queries(
    schema: tantivy.Schema, token: str
) -> Iterable[tuple[tantivy.Occur, tantivy.Query]]:
    folded = fold(token)
    weight = _FOLDED_WEIGHT if folded != token else _ACCENTED_WEIGHT + _FOLDED_WEIGHT
    term = tantivy.Query.term_query(schema, FOLDED, folded, "freq")
    yield tantivy.Occur.Should, tantivy.Query.boost_query(term, weight)
    if folded != token:
        term = tantivy.Query.term_query(schema, ACCENTED, token, "freq")
        yield tantivy.Occur.Should, tantivy.Query.boost_query(term, _ACCENTED_WEIGHT)


def extend_words(
    folder: Path, previous: Path | None, added: Mapping[int, Document], removed: Iterable[int]
) -> None:
    """Write to ``folder`` the index ``previous`` with rows added and removed.

    Files of the earlier index are shared by hard links; tantivy never changes one in place.
    """
    folder.mkdir()
    if previous is not None:
        _share_files(previous, folder)
    index = tantivy.Index(_schema(), str(folder))
    writer = index.writer(_MEMORY, 1)
    for row in removed:
        writer.delete_documents_by_query(tantivy.Query.term_query(index.schema, ROW, row))
    for row, document in added.items():
        writer.add_document(_tantivy_document(row, document))
    writer.commit()
    writer.wait_merging_threads()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field(ROW, indexed=True, fast=True)
    for field in (ACCENTED, FOLDED):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    for field in (KEY, LINK):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _tantivy_document(row: int, document: Document) -> tantivy.Document:
    fields = tantivy.Document()
    fields.add_unsigned(ROW, row)
    fields.add_text(ACCENTED, _joined(document.terms.words))
    fields.add_text(FOLDED, _joined(document.terms.folded))
    fields.add_text(KEY, document.entry.key)
    for link in entry_links(document.entry):
        fields.add_text(LINK, link)
    return fields


def _joined(tokens: Iterable[str]) -> str:
    return " ".join(token for token in tokens if len(token) <= _LONGEST_WORD)


def _share_files(source: Path, target: Path) -> None:
    for file in source.iterdir():
        if file.name.endswith(".lock"):
            continue
        try:
            os.link(file, target / file.name)
        except OSError:
            shutil.copy2(file, target / file.name)


def _lockable(folder: Path) -> Path:
    """Return ``folder``, or where it cannot be written a temporary double of links to its files.

    tantivy puts a lock file beside an index even to read it.
    """
    if os.access(folder, os.W_OK):
        return folder
    double = Path(tempfile.mkdtemp(prefix="kiemchung-words-"))
    for file in folder.iterdir():
        if file.suffix == ".json":
            shutil.copy(file, double)
        elif not file.name.endswith(".lock"):
            (double / file.name).symlink_to(file)
    return double
