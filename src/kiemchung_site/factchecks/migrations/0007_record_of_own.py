"""The record says of the desk's own fact-checks what their version in force says, and nothing else.

Messages are answered and the public list is made from the record: an entry that says something
else would publish it without a second person. An entry goes only when its fact-check is
retracted or another entry has taken its place. SQLite's INSERT OR REPLACE and UPDATE OR REPLACE
delete without firing triggers of deletion, hence the refusals of another key and of rows that
are there already.
"""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kiemchung_site.factchecks.triggers import Refusal, refuse

RECORD, VERSION, FACT_CHECK = "factchecks_record", "factchecks_version", "factchecks_factcheck"
SENTENCE = "the record says what was published"
VIETNAMESE = ("Sai", "Phần lớn sai", "Đúng một nửa", "Phần lớn đúng", "Đúng")
ENGLISH = ("False", "Mostly false", "Half true", "Mostly true", "True")

IN_FORCE = (
    "v.kind <> 'retracted'"
    f" AND NOT EXISTS (SELECT 1 FROM {VERSION} l"
    " WHERE l.fact_check_id = v.fact_check_id AND l.number > v.number)"
)
REPLACES = f"EXISTS (SELECT 1 FROM {RECORD} r WHERE r.id = NEW.id AND r.own_id IS NOT NULL)"
MOVES = (
    "NEW.id <> OLD.id OR (OLD.own_id IS NOT NULL"
    " AND (NEW.own_id IS NULL OR NEW.own_id <> OLD.own_id OR NEW.key <> OLD.key))"
)
LEAVES_NONE = (
    "OLD.own_id IS NOT NULL"
    f" AND EXISTS (SELECT 1 FROM {VERSION} v WHERE v.fact_check_id = OLD.own_id AND {IN_FORCE})"
    f" AND NOT EXISTS (SELECT 1 FROM {RECORD} r WHERE r.own_id = OLD.own_id AND r.id <> OLD.id)"
)


def said(vendor: str, name: str, place: int | None = None) -> str:
    """Return the expression for a text of the entry ``NEW``; empty where it says nothing."""
    if vendor == "sqlite":
        item = "" if place is None else f"[{place}]"
        found = f"json_extract(NEW.content, '$.{name}{item}')"
    else:
        item = "" if place is None else f",{place}"
        found = f"NEW.content #>> '{{{name}{item}}}'"
    return f"COALESCE(CAST({found} AS TEXT), '')"


def named(names: tuple[str, ...]) -> str:
    """Return the expression for the verdict of ``v`` in ``names``."""
    cases = " ".join(f"WHEN {step} THEN '{name}'" for step, name in enumerate(names, start=1))
    return f"CASE v.verdict {cases} END"


def says_the_same(vendor: str) -> str:
    """Return the condition that ``NEW`` says what ``v`` says, at the address of ``f``."""
    verdict = f"CASE v.language WHEN 'vi' THEN {named(VIETNAMESE)} ELSE {named(ENGLISH)} END"
    wanted = {
        said(vendor, "claim"): "v.claim",
        said(vendor, "verdict", 0): verdict,
        said(vendor, "verdict", 1): "CAST(v.verdict AS TEXT)",
        said(vendor, "verdict", 2): "'5'",
        said(vendor, "verdict", 3): "'1'",
        said(vendor, "explanation"): "v.summary",
        said(vendor, "language"): "v.language",
        said(vendor, "topic"): "v.topic",
        said(vendor, "title"): "''",
        said(vendor, "appearances"): "''",
    }
    url, end = said(vendor, "url"), "('/' || f.slug || '/')"
    at_its_place = f"substr({url}, length({url}) - length({end}) + 1) = {end}"
    return " AND ".join((*(f"{mine} = {its}" for mine, its in wanted.items()), at_its_place))


def differs(vendor: str) -> str:
    """Return the condition that ``NEW`` is the desk's own and no version in force says so."""
    return (
        f"NEW.own_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {VERSION} v"
        f" JOIN {FACT_CHECK} f ON f.id = v.fact_check_id"
        f" WHERE v.fact_check_id = NEW.own_id AND {IN_FORCE} AND {says_the_same(vendor)})"
    )


def hold(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    wrong = differs(editor.connection.vendor)
    for name, moment, condition, timing in (
        ("insert", "INSERT", wrong, "AFTER"),
        ("no_replacing", "INSERT", REPLACES, "BEFORE"),
        ("update", "UPDATE", f"{MOVES} OR ({wrong})", "AFTER"),
        ("delete", "DELETE", LEAVES_NONE, "BEFORE"),
    ):
        refuse(editor, Refusal(f"{RECORD}_{name}", RECORD, moment, condition, SENTENCE, timing))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("factchecks", "0006_beside_held")]
    operations: ClassVar = [migrations.RunPython(hold)]
