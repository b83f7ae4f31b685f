import pytest
from django.core.management import call_command
from django.db import connection


@pytest.mark.django_db
def test_the_migrations_make_the_tables_that_the_models_describe() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite's own table")
def test_triggers_hold_what_is_published_after_all_migrations() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        found = {name for (name,) in cursor.fetchall()}
    tables = ("factcheck", "version", "evidence")
    deeds = ("no_update", "no_delete", "insert")
    beside = ("checklistanswer", "coauthor", "disagreement")
    kept = ("contributor", "request", "review")
    assert found == {
        *(f"factchecks_{table}_{deed}" for table in (*tables, *beside) for deed in deeds),
        *(f"factchecks_{table}_no_replacing" for table in beside),
        "factchecks_version_answers",
        "factchecks_version_co_authors",
        *(f"drafts_{table}_{deed}" for table in kept for deed in (*deeds, "no_replacing")),
        *(f"drafts_revision_{deed}" for deed in ("insert", "no_update", "delete", "no_replacing")),
        "drafts_revision_by",
        "drafts_request_by",
        *(f"drafts_draft_{deed}" for deed in ("insert", "aim", "end")),
    }
