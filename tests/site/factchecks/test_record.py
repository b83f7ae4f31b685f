"""Nothing reaches the record as the desk's own past the second person: every way we could think of."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from pytest_django import Settings

from kiemchung.claimreview import SkipReason
from kiemchung.claims import FactCheck as Entry
from kiemchung.claims import Publisher
from kiemchung.claims_json import to_fields
from kiemchung.importing import import_checks, import_sources
from kiemchung.store.base import record_id, record_key
from kiemchung_site.factchecks.entering import enter_all
from kiemchung_site.factchecks.entries import entry_of
from kiemchung_site.factchecks.filling import catch_up
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.factchecks.models import Kind, Record, RecordHead, Step, Version
from tests.library.building import fact_check
from tests.site.building import CLAIM, approval, correct, manuscript, published

pytestmark = pytest.mark.django_db

ELSEWHERE = fact_check(CLAIM, url="https://x.example/1", site="x.example")
OWN_NAME = "Kiểm Chứng"
PASSING = {
    "our address": replace(ELSEWHERE, url="https://desk.example/vi/fact-checks/x/"),
    "our address in another spelling": replace(ELSEWHERE, url="http://WWW.Desk.Example.:80/x"),
    "our site as publisher": replace(ELSEWHERE, publisher=Publisher("X", "desk.example")),
    "another host that is answered": replace(ELSEWHERE, url="https://testserver/x"),
    "our name": replace(ELSEWHERE, publisher=Publisher(OWN_NAME, "x.example")),
    "our name in another spelling": replace(
        ELSEWHERE, publisher=Publisher("  KIEM\u200b  chu\u031b\u0301ng ", "x.example")
    ),
}


@pytest.mark.parametrize("check", PASSING.values(), ids=PASSING.keys())
def test_what_passes_for_our_own_is_not_imported(library: SiteLibrary, check: Entry) -> None:
    report = import_checks(library, [ELSEWHERE, check])
    assert report.skipped == {SkipReason.OWN_NAME: 1}
    assert report.read == 2
    assert [record.entry for record in Record.objects.all()] == [ELSEWHERE]
    assert library.store.revision == 1


def test_the_import_says_where_it_stood(library: SiteLibrary, tmp_path: Path) -> None:
    rows = [
        {"claim": "Ăn tỏi khỏi cúm", "verdict": "Sai", "url": "https://x.example/1"},
        {"claim": CLAIM, "verdict": "Đúng", "url": "https://desk.example/vi/fact-checks/x/"},
    ]
    feed = tmp_path / "feed.jsonl"
    feed.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    report = import_sources(library, [str(feed)])
    (example,) = report.examples[SkipReason.OWN_NAME]
    assert example == f"{feed}, line 2: https://desk.example/vi/fact-checks/x/"
    printed = io.StringIO()
    call_command("import_fact_checks", str(feed), stdout=printed)
    assert "1 unchanged, 1 skipped" in printed.getvalue()
    assert example in printed.getvalue()


def test_what_was_imported_under_another_name_is_not_found_as_our_own(
    sample: SiteLibrary, settings: Settings
) -> None:
    usual = settings.CONFIGURATION
    settings.CONFIGURATION = replace(usual, hosts=("other.example",), desk_name="Other")
    import_checks(sample, PASSING.values())
    settings.CONFIGURATION = usual
    sample.reindex()
    assert CLAIM not in [match.fact_check.claim for match in sample.matcher.ask(CLAIM).matches]


def own_record() -> Record:
    published(claim=f"{CLAIM} 🍋")
    return Record.objects.get()


def changed(record: Record, **fields: object) -> dict[str, object]:
    return {**record.content, **fields}


CHANGES: dict[str, Callable[[Record], dict[str, object]]] = {
    "claim": lambda record: changed(record, claim="x"),
    "verdict": lambda record: changed(record, verdict=["Đúng", 5, 5, 1]),
    "words of the verdict": lambda record: changed(record, verdict=["Đúng", 1, 5, 1]),
    "scale of the verdict": lambda record: changed(record, verdict=["Sai", 1, 1, 5]),
    "summary": lambda record: changed(record, explanation="x"),
    "address": lambda record: changed(record, url="https://desk.example/vi/fact-checks/x/"),
    "language": lambda record: changed(record, language="en"),
    "title": lambda record: changed(record, title="x"),
    "places": lambda record: changed(record, appearances=["https://x.example/"]),
    "nothing": lambda _: {},
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_orm_changes_nothing_of_what_is_said(
    change: Callable[[Record], dict[str, object]],
) -> None:
    record = own_record()
    said = change(record)
    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.update(content=said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.bulk_update([replaced(record, content=said)], ["content"])
    with pytest.raises(IntegrityError), transaction.atomic():
        replaced(record, content=said).save()
    assert Record.objects.get().entry == entry_of(Version.objects.get())


def replaced(record: Record, **fields: object) -> Record:
    copy = Record.objects.get(pk=record.pk)
    for name, value in fields.items():
        setattr(copy, name, value)
    return copy


RAW = {
    "other content": 'UPDATE factchecks_record SET content = \'{"claim": "x"}\'',
    "no owner": "UPDATE factchecks_record SET own_id = NULL",
    "another key": "UPDATE factchecks_record SET key = 'x'",
    "another identity": "UPDATE factchecks_record SET id = 'x'",
    "delete": "DELETE FROM factchecks_record",
}


@pytest.mark.parametrize("statement", RAW.values(), ids=RAW.keys())
def test_raw_sql_is_stopped_by_triggers(statement: str) -> None:
    own_record()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


INSERT = (
    "INSERT INTO factchecks_record"
    " (id, key, published, content, revision, own_id, topic, language, folded)"
    " SELECT 'x', key, published, {content}, revision, own_id, topic, language, folded"
    " FROM factchecks_record"
)


def test_raw_sql_inserts_nothing_else_as_our_own() -> None:
    own_record()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(INSERT.format(content='\'{"claim": "x"}\''))
    Record.objects.create(
        id="y", key="y", content=to_fields(ELSEWHERE), revision=9, folded="", topic="health"
    )
    owner = Record.objects.exclude(own=None).values("own")
    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.filter(pk="y").update(own=owner)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="statements of SQLite alone")
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT OR REPLACE INTO factchecks_record SELECT * FROM factchecks_record",
        "UPDATE OR REPLACE factchecks_record SET id ="
        " (SELECT id FROM factchecks_record WHERE own_id IS NOT NULL) WHERE own_id IS NULL",
    ],
)
def test_raw_replacing_is_stopped_too(library: SiteLibrary, statement: str) -> None:
    own_record()
    library.store.put([ELSEWHERE])
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_broken_content_is_taken_by_no_table() -> None:
    own_record()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE factchecks_record SET content = '{'")


@pytest.mark.parametrize("language", ["vi", "en", "fr"])
@pytest.mark.parametrize("verdict", Step)
def test_every_verdict_is_entered_corrected_and_retracted(language: str, verdict: Step) -> None:
    first = published(language=language, verdict=verdict)
    assert Record.objects.get().entry == entry_of(first)
    by = approval(first.author, first.reviewer)
    text = manuscript(language=language, verdict=verdict, summary="Khác.")
    second = correct(first, text, by, kind=Kind.CORRECTION, reason="Có nguồn mới.")
    assert Record.objects.get().entry == entry_of(second)
    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.update(content=to_fields(entry_of(first)))
    correct(second, text, by, kind=Kind.RETRACTED, reason="Nguồn sai.")
    assert not Record.objects.exists()


def test_what_was_retracted_is_not_put_back() -> None:
    first = published()
    record = Record.objects.get()
    by = approval(first.author, first.reviewer)
    correct(first, manuscript(), by, kind=Kind.RETRACTED, reason="Nguồn sai.")
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save(force_insert=True)


def test_an_entry_that_somebody_forged_is_replaced_when_all_are_entered(
    sample: SiteLibrary,
) -> None:
    version = published()
    entry = entry_of(version)
    forged = replace(entry, explanation="x", verdict=ELSEWHERE.verdict)
    with connection.cursor() as cursor:
        drop = "DROP TRIGGER factchecks_record_update"
        cursor.execute(drop + " ON factchecks_record" * (connection.vendor == "postgresql"))
    Record.objects.exclude(own=None).update(content=to_fields(forged))
    enter_all()
    catch_up(sample)
    assert Record.objects.exclude(own=None).get().entry == entry
    assert (record_id(forged), record_key(forged)) == (record_id(entry), record_key(entry))
    assert RecordHead.objects.get().revision == sample.store.revision
