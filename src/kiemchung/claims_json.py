"""A fact-check as JSON, the form in which the record, the index and the commands carry it."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from kiemchung.claims import FactCheck, Publisher, Source, Verdict

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def to_fields(check: FactCheck) -> dict[str, Json]:
    """Return the fields of ``check``; empty ones are left out."""
    verdict, publisher = check.verdict, check.publisher
    fields: dict[str, Json] = {
        "claim": check.claim,
        "verdict": [verdict.name, verdict.value, verdict.best, verdict.worst],
        "publisher": [publisher.name, publisher.site],
        "url": check.url,
        "language": check.language,
        "published": check.published.isoformat() if check.published else None,
        "title": check.title,
        "explanation": check.explanation,
        "appearances": list(check.appearances),
        "sources": [[source.name, source.url] for source in check.sources],
        "topic": check.topic,
        "sample": check.sample,
    }
    return {name: value for name, value in fields.items() if value}


def from_fields(fields: Mapping[str, Json]) -> FactCheck:
    """Read what ``to_fields`` gave. Raises KeyError, TypeError or ValueError on anything else."""

    def text(name: str) -> str:
        return cast(str, fields.get(name, ""))

    def items(name: str) -> list[list[str]]:
        return cast(list[list[str]], fields.get(name, []))

    day = text("published")
    name, value, best, worst = cast(
        tuple[str, float | None, float | None, float | None], fields["verdict"]
    )
    publisher, site = cast(tuple[str, str], fields["publisher"])
    return FactCheck(
        claim=cast(str, fields["claim"]),
        verdict=Verdict(name, value, best, worst),
        publisher=Publisher(publisher, site),
        url=text("url"),
        language=text("language"),
        published=date.fromisoformat(day) if day else None,
        title=text("title"),
        explanation=text("explanation"),
        appearances=tuple(cast(list[str], fields.get("appearances", []))),
        sources=tuple(Source(source, url) for source, url in items("sources")),
        topic=text("topic"),
        sample=bool(fields.get("sample", False)),
    )
