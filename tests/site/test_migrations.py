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
    expected = {f"factchecks_{table}_{deed}" for table in tables for deed in deeds}
    expected |= {f"pages_pageversion_{deed}" for deed in deeds}
    assert found == expected
