"""The database: reachable, migrated, whole, and holding the rules of the desk itself."""

import uuid

from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from kiemchung_site.factchecks.checklist import Question
from kiemchung_site.factchecks.models import (
    ChecklistAnswer,
    Evidence,
    FactCheck,
    Kind,
    Stance,
    Step,
    Version,
)
from kiemchung_site.members.models import Member
from kiemchung_site.running.doctor.finding import Finding, State, judge
from kiemchung_site.running.installation import database

_CONSTRAINT = "version_two_people"
_TABLES = ("factchecks_factcheck", "factchecks_version", "factchecks_evidence")
_TRIGGERS = {
    "sqlite": ("no_update", "no_delete", "insert"),
    "postgresql": ("no_change", "no_truncate", "insert"),
}
_PERMANENT = (
    "factchecks_checklistanswer",
    "factchecks_coauthor",
    "factchecks_disagreement",
    "drafts_contributor",
    "drafts_request",
    "drafts_review",
)
_PERMANENT_TRIGGERS = ("no_update", "no_delete", "no_replacing", "insert")
_SINGLE_TRIGGERS = (
    "factchecks_version_answers",
    "factchecks_version_co_authors",
    "factchecks_version_approved",
    "factchecks_record_insert",
    "factchecks_record_no_replacing",
    "factchecks_record_update",
    "factchecks_record_delete",
    "members_member_same",
    "members_member_no_replacing",
    "members_member_named",
    "drafts_revision_insert",
    "drafts_revision_no_update",
    "drafts_revision_delete",
    "drafts_revision_no_replacing",
    "drafts_revision_by",
    "drafts_request_by",
    "drafts_contributor_late",
    "drafts_draft_same",
    "drafts_draft_insert",
    "drafts_draft_aim",
    "drafts_draft_end",
    "drafts_draft_dropped",
)
_PAGE_TRIGGERS = {
    "sqlite": ("no_update", "no_delete", "insert"),
    "postgresql": ("no_change", "no_truncate"),
}
_TRIGGER_NAMES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


def is_reachable() -> Finding:
    try:
        connection.ensure_connection()
    except DatabaseError:
        reachable = False
    else:
        reachable = True
    return judge(
        "database",
        reachable,
        database().place,
        "Start the database server, or mend DATABASE_URL or KIEMCHUNG_DATA.",
    )


def is_migrated() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return judge(
        "tables", not missing, f"{len(missing)} migrations missing", "Run: kiemchung-site migrate"
    )


def journal_is_safe() -> Finding:
    """SQLite alone can be set to forget what it has acknowledged."""
    if connection.vendor != "sqlite":
        return Finding("journal", State.GOOD, f"kept by {connection.vendor}")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA journal_mode")
        (mode,) = cursor.fetchone()
        cursor.execute("PRAGMA synchronous")
        (synchronous,) = cursor.fetchone()
    return judge(
        "journal",
        mode in ("wal", "memory") and synchronous >= 2,
        f"{mode}, synchronous {synchronous}",
        "Put the data folder on a local disk, not on a network share, and start the site anew.",
    )


def is_whole() -> Finding:
    if connection.vendor != "sqlite":
        return Finding("pages of the database", State.GOOD, f"kept by {connection.vendor}")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA quick_check(1)")
        (said,) = cursor.fetchone()
    return judge(
        "pages of the database",
        said == "ok",
        said,
        "Stop the site and put the last backup back: kiemchung restore FILE --replace",
    )


def wanted_triggers() -> set[str]:
    """Return the names of all triggers that the migrations have made."""
    return {
        *(f"{table}_{deed}" for table in _TABLES for deed in _TRIGGERS[connection.vendor]),
        *(f"{table}_{deed}" for table in _PERMANENT for deed in _PERMANENT_TRIGGERS),
        *(f"pages_pageversion_{deed}" for deed in _PAGE_TRIGGERS[connection.vendor]),
        *_SINGLE_TRIGGERS,
    }


def triggers_are_there() -> Finding:
    wanted = wanted_triggers()
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGER_NAMES[connection.vendor])
        missing = wanted - {name for (name,) in cursor.fetchall()}
    return judge(
        "triggers that keep what is published",
        not missing,
        f"{len(wanted) - len(missing)} of {len(wanted)}",
        "Somebody has dropped them: compare with the last backup, and put that back.",
    )


def two_people_are_needed() -> Finding:
    """Try to publish with one person as author and reviewer; nothing of it is kept."""
    try:
        with transaction.atomic():
            _publish_alone()
            transaction.set_rollback(True)
    except IntegrityError as error:
        refused = _CONSTRAINT in str(error)
    else:
        refused = False
    return judge(
        "two people for each publication",
        refused,
        "the database refuses one" if refused else "the database takes one",
        f"The constraint {_CONSTRAINT} is gone: put the last backup back.",
    )


def _publish_alone() -> None:
    """Insert rows that break no rule but the one of two people. Raises IntegrityError."""
    name = uuid.uuid4()
    alone = Member.objects.create(email=f"{name}@doctor.invalid", name="doctor")
    fact_check = FactCheck.objects.create(slug=str(name))
    ChecklistAnswer.objects.bulk_create(
        ChecklistAnswer(version_id=name, question=question, answer="a") for question in Question
    )
    Evidence.objects.create(
        version_id=name,
        position=1,
        quote="q",
        stance=Stance.CONTEXT,
        source_url="https://x.invalid",
    )
    Version.objects.create(
        id=name,
        fact_check=fact_check,
        number=1,
        claim="c",
        verdict=Step.FALSE,
        would_refute="w",
        kind=Kind.FIRST,
        author=alone,
        reviewer=alone,
        published_at=timezone.now(),
    )
