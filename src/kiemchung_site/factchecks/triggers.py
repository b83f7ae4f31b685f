"""Lines that the database itself holds, in SQLite's and PostgreSQL's words.

Migrations use them: change a function here only so that old migrations still mean the same.
"""

from dataclasses import dataclass

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


@dataclass(frozen=True, slots=True)
class Refusal:
    """A change of ``table`` that is refused, whoever asks.

    ``moment`` is ``INSERT``, ``DELETE``, ``UPDATE`` or ``UPDATE OF column``; ``condition`` speaks
    of the rows ``NEW`` and ``OLD``.
    """

    name: str
    table: str
    moment: str
    condition: str
    sentence: str
    timing: str = "BEFORE"
    """``AFTER`` lets the table's own constraints speak first."""


def refuse(editor: BaseDatabaseSchemaEditor, refusal: Refusal) -> None:
    """Make the trigger that refuses."""
    for statement in _REFUSING[editor.connection.vendor](refusal):
        editor.execute(statement)


def drop(editor: BaseDatabaseSchemaEditor, name: str, table: str) -> None:
    """Take a refusal away, to make another one under its name."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP TRIGGER {name} ON {table}")
        editor.execute(f"DROP FUNCTION {name}_check()")
    else:
        editor.execute(f"DROP TRIGGER {name}")


def keep_forever(editor: BaseDatabaseSchemaEditor, table: str, sentence: str) -> None:
    """Refuse to change or delete rows of ``table``, and to overwrite them by inserting.

    SQLite's INSERT OR REPLACE deletes without firing triggers of deletion.
    """
    for moment in ("UPDATE", "DELETE"):
        name = f"{table}_no_{moment.lower()}"
        refuse(editor, Refusal(name, table, moment, "1 = 1", sentence))
    known = f"EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"  # noqa: S608 - names of our own
    refuse(editor, Refusal(f"{table}_no_replacing", table, "INSERT", known, sentence))
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}"
            f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_no_update_check()"
        )


def insert_along(
    editor: BaseDatabaseSchemaEditor, name: str, table: str, *, insert: str, condition: str
) -> None:
    """Make a trigger that runs ``insert`` after each row of ``table`` where ``condition`` holds."""
    for statement in _INSERTING[editor.connection.vendor](name, table, insert, condition):
        editor.execute(statement)


def _sqlite_refusal(refusal: Refusal) -> list[str]:
    return [
        f"CREATE TRIGGER {refusal.name} {refusal.timing} {refusal.moment} ON {refusal.table}"
        f" WHEN {refusal.condition} BEGIN SELECT RAISE(ABORT, '{refusal.sentence}'); END"
    ]


def _postgresql_refusal(refusal: Refusal) -> list[str]:
    result = "OLD" if refusal.moment == "DELETE" else "NEW"
    return [
        f"CREATE FUNCTION {refusal.name}_check() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF {refusal.condition} THEN RAISE EXCEPTION '{refusal.sentence}'"
        " USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        f" RETURN {result}; END $$",
        f"CREATE TRIGGER {refusal.name} {refusal.timing} {refusal.moment} ON {refusal.table}"
        f" FOR EACH ROW EXECUTE FUNCTION {refusal.name}_check()",
    ]


def _sqlite_insertion(name: str, table: str, insert: str, condition: str) -> list[str]:
    return [f"CREATE TRIGGER {name} AFTER INSERT ON {table} WHEN {condition} BEGIN {insert}; END"]


def _postgresql_insertion(name: str, table: str, insert: str, condition: str) -> list[str]:
    return [
        f"CREATE FUNCTION {name}_do() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF {condition} THEN {insert}; END IF; RETURN NULL; END $$",
        f"CREATE TRIGGER {name} AFTER INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION {name}_do()",
    ]


_REFUSING = {"sqlite": _sqlite_refusal, "postgresql": _postgresql_refusal}
_INSERTING = {"sqlite": _sqlite_insertion, "postgresql": _postgresql_insertion}
