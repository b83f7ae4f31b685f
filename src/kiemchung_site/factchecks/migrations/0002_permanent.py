"""What is published cannot be changed: the database itself refuses, whoever asks.

A version is taken only with evidence that was written before it (its key is checked at the end
of the transaction), and evidence only as long as its version is not there. SQLite's
INSERT OR REPLACE deletes without firing triggers of deletion, hence the refusal of rows that
are there already.
"""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

FACT_CHECK, VERSION, EVIDENCE = (
    "factchecks_factcheck",
    "factchecks_version",
    "factchecks_evidence",
)

WRONG_INSERT = {
    FACT_CHECK: f"EXISTS (SELECT 1 FROM {FACT_CHECK} WHERE id = NEW.id OR slug = NEW.slug)",
    VERSION: (
        f"EXISTS (SELECT 1 FROM {VERSION} WHERE id = NEW.id"
        " OR (fact_check_id = NEW.fact_check_id AND number = NEW.number))"
        f" OR NOT EXISTS (SELECT 1 FROM {EVIDENCE} WHERE version_id = NEW.id)"
    ),
    EVIDENCE: (
        f"EXISTS (SELECT 1 FROM {EVIDENCE} WHERE id = NEW.id"
        " OR (version_id = NEW.version_id AND position = NEW.position))"
        f" OR EXISTS (SELECT 1 FROM {VERSION} WHERE id = NEW.version_id)"
    ),
}


def sqlite_statements(table: str) -> list[str]:
    refuse = "SELECT RAISE(ABORT, 'what is published is permanent')"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refuse}; END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refuse}; END",
        f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table}"
        f" WHEN {WRONG_INSERT[table]} BEGIN {refuse}; END",
    ]


def postgresql_statements(table: str) -> list[str]:
    raising = (
        "RAISE EXCEPTION 'what is published is permanent'"
        " USING ERRCODE = 'integrity_constraint_violation';"
    )
    return [
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {raising} END $$",
        f"CREATE FUNCTION {table}_check() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF {WRONG_INSERT[table]} THEN {raising} END IF; RETURN NEW; END $$",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_refuse()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
        f"CREATE TRIGGER {table}_insert BEFORE INSERT ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {table}_check()",
    ]


STATEMENTS = {"sqlite": sqlite_statements, "postgresql": postgresql_statements}


def hold(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in WRONG_INSERT:
        for statement in STATEMENTS[schema_editor.connection.vendor](table):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("factchecks", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(hold)]
