"""Reads that several pages share."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from uuid import UUID

from django.db.models import Prefetch
from django.http import Http404

from kiemchung_site.factchecks.differences import FieldDifference, differences
from kiemchung_site.factchecks.models import FactCheck, Record, Version


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
            .prefetch_related("evidence")
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
        for v in earlier.select_related("fact_check").prefetch_related("evidence")
    }
    return {v.pk: by_number[v.fact_check_id, v.number - 1] for v in versions}


def newest_versions() -> list[Version]:
    """Return the latest fact-checks in force, for the feeds."""
    found = Version.objects.newest().exclude(kind="retracted").select_related("fact_check")
    return list(found.order_by("-published_at")[:50])


def topics() -> list[str]:
    """Return the topics of the record, in order of their names."""
    found = Record.objects.exclude(topic="").order_by("topic").values_list("topic", flat=True)
    return list(found.distinct())
