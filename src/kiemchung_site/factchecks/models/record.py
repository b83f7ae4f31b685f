"""The record: every fact-check that can be matched, imported or our own.

Tables behind the library's ``RecordStore``; ``DatabaseStore`` alone writes them.
"""

from typing import ClassVar

from django.db import models

from kiemchung.claims import FactCheck as Entry
from kiemchung.claims_json import from_fields
from kiemchung_site.factchecks.models.fact_check import FactCheck as OwnFactCheck


class RecordQuerySet(models.QuerySet["Record"]):
    def with_words(self, folded: str) -> "RecordQuerySet":
        """Return the records that hold every word of ``folded``."""
        found = self
        for word in folded.split():
            found = found.filter(folded__contains=word)
        return found


class Record(models.Model):
    id = models.CharField(primary_key=True, max_length=32)
    key = models.CharField(max_length=32)
    published = models.DateField(null=True)
    content = models.JSONField()
    """The fact-check, as ``claims_json`` writes it."""
    revision = models.BigIntegerField()
    own = models.ForeignKey(OwnFactCheck, models.PROTECT, null=True, related_name="+")
    """The desk's own fact-check that this is the entry of; nothing for what was imported."""
    topic = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=12, blank=True)
    folded = models.TextField()
    """Claim and explanation without case and diacritics, for searching the list."""

    objects = RecordQuerySet.as_manager()

    class Meta:
        ordering: ClassVar = [models.F("published").desc(nulls_last=True), "-revision"]
        indexes: ClassVar = [
            models.Index(fields=["key", "published", "revision"], name="record_of_key"),
            models.Index(fields=["-published", "-revision"], name="record_newest"),
            models.Index(fields=["topic", "-published"], name="record_of_topic"),
            models.Index(fields=["language", "-published", "-revision"], name="record_of_language"),
        ]

    def __str__(self) -> str:
        return self.id

    @property
    def entry(self) -> Entry:
        """The fact-check as the library knows it."""
        return from_fields(self.content)


class RecordChange(models.Model):
    """The newest revision at which something changed for a key."""

    key = models.CharField(primary_key=True, max_length=32)
    revision = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return f"{self.key} at {self.revision}"


class RecordHead(models.Model):
    """One row with the revision reached; who locks it is the only writer.

    Revisions so become visible in their order, and whoever reads on from one misses none.
    """

    revision = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return str(self.revision)
