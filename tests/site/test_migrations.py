import pytest
from django.core.management import call_command
from django.db import connection

from kiemchung_site.running.doctor.database import wanted_triggers


@pytest.mark.django_db
def test_the_migrations_make_the_tables_that_the_models_describe() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="asks SQLite's own table")
def test_triggers_hold_what_is_published_after_all_migrations() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        found = {name for (name,) in cursor.fetchall()}
    assert found == wanted_triggers()
    assert len(found) == 58
