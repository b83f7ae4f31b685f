"""The search index: derived from the record, disposable, enough to answer on its own.

On disk it is a chain of immutable generations; the file ``CURRENT`` names the one in force.
Each generation carries a journal for what has come since: the fresh part. Readers map
everything read-only and look at two modification times before each question.
"""

from kiemchung.matching.index.document import Document
from kiemchung.matching.index.entry import Entry
from kiemchung.matching.index.reader import IndexReader, Snapshot
from kiemchung.matching.index.writer import IndexWriter, rebuild_index

__all__ = ["Document", "Entry", "IndexReader", "IndexWriter", "Snapshot", "rebuild_index"]
