"""Reads that several pages share."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import overload
from uuid import UUID

from django.db.models import Prefetch, QuerySet, Subquery
from django.http import Http404

from kiemchung_site.factchecks.differences import FieldDifference, differences
from kiemchung_site.factchecks.models import FactCheck, Record, RecordHead, Version

State = tuple[int, UUID | None]
"""The record's revision, and the newest version: one that is in the record word for word as the
version before it does not change the revision."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A version in the history of its fact-check, with what it changed."""

    version: Version
    differences: tuple[FieldDifference, ...]


def history_of(slug: str) -> list[Chapter]:
    """Return every version of the fact-check at ``slug``, newest first. Raises Http404."""
    found = FactCheck.objects.filter(slug=slug).prefetch_related(
        Prefetch(
            "versions",
            Version.objects.select_related("author", "reviewer", "fact_check")
            .prefetch_related("evidence", "answers", "disagreements", "co_authors__member")
            .order_by("number"),
        )
    )
    fact_check = found.first()
    if fact_check is None:
        raise Http404
    versions = list(fact_check.versions.all())
    if not versions:
        raise Http404
    chapters = [Chapter(versions[0], ())]
    for before, after in pairwise(versions):
        chapters.append(Chapter(after, tuple(differences(before, after))))
    return chapters[::-1]


def previous_versions(versions: Iterable[Version]) -> dict[UUID, Version]:
    """Return for each of ``versions`` (by its key) the one that it replaced."""
    versions = list(versions)
    earlier = Version.objects.filter(fact_check__in=[v.fact_check_id for v in versions])
    by_number = {
        (v.fact_check_id, v.number): v
        for v in earlier.select_related("fact_check").prefetch_related("evidence", "answers")
    }
    return {v.pk: by_number[v.fact_check_id, v.number - 1] for v in versions}


def newest_versions() -> list[Version]:
    """Return the latest fact-checks in force, for the feeds."""
    found = Version.objects.newest().exclude(kind="retracted").select_related("fact_check")
    return list(found.order_by("-published_at")[:50])


class OwnLanguageFirst(Sequence[Record]):
    """``records``: those in ``language`` first, then all others; each part in its own order.

    Two ranges that an index gives in order, where sorting by language would read everything.
    """

    def __init__(self, records: QuerySet[Record], language: str) -> None:
        self._own = records.filter(language=language)
        self._others = records.exclude(language=language)

    @cached_property
    def _own_count(self) -> int:
        return self._own.count()

    @cached_property
    def _length(self) -> int:
        return self._own_count + self._others.count()

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> Record: ...

    @overload
    def __getitem__(self, place: slice) -> list[Record]: ...

    def __getitem__(self, place: int | slice) -> Record | list[Record]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        start, stop, _ = place.indices(len(self))
        before = self._own_count
        own = self._own[min(start, before) : min(stop, before)]
        others = self._others[max(start - before, 0) : max(stop - before, 0)]
        return [*own, *others]


def state_of_the_record() -> State:
    """Return what is another after every publication, correction and import."""
    newest = Version.objects.order_by("-published_at").values("pk")[:1]
    found = RecordHead.objects.values_list("revision", Subquery(newest))
    return found.first() or (0, None)


def languages() -> list[str]:
    """Return the languages of the record, in order of their codes."""
    found = Record.objects.exclude(language="").order_by("language")
    return list(found.values_list("language", flat=True).distinct())


def topics() -> list[str]:
    """Return the topics of the record, in order of their names."""
    found = Record.objects.exclude(topic="").order_by("topic").values_list("topic", flat=True)
    return list(found.distinct())
