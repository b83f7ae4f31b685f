"""A version of a page is neither changed nor deleted: the database itself refuses."""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

TABLE = "pages_pageversion"
_REFUSE = "SELECT RAISE(ABORT, 'what is published is permanent')"
_RAISE = (
    "RAISE EXCEPTION 'what is published is permanent'"
    " USING ERRCODE = 'integrity_constraint_violation';"
)
# SQLite's INSERT OR REPLACE deletes without firing triggers of deletion.
_EXISTS = (
    f"EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR (name = NEW.name"
    " AND language = NEW.language AND number = NEW.number))"
)

STATEMENTS = {
    "sqlite": [
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} BEGIN {_REFUSE}; END",
        f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} BEGIN {_REFUSE}; END",
        f"CREATE TRIGGER {TABLE}_insert BEFORE INSERT ON {TABLE} WHEN {_EXISTS}"
        f" BEGIN {_REFUSE}; END",
    ],
    "postgresql": [
        f"CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN {_RAISE} END $$",
        f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE}"
        f" FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
        f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()",
    ],
}


def hold(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for statement in STATEMENTS[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("pages", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(hold)]
