"""The database takes no version without every answer, nor one that a co-author reviewed.

What stands beside a version is written before it, and never afterwards.
"""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kiemchung_site.factchecks.triggers import Refusal, keep_forever, refuse

SENTENCE = "what is published is permanent"
VERSION = "factchecks_version"
QUESTIONS = (
    "'factual', 'primary_source', 'reply', 'opened', 'convincing', 'fair', 'supported', 'private'"
)
UNIQUE = {
    "factchecks_checklistanswer": "question = NEW.question",
    "factchecks_coauthor": "member_id = NEW.member_id",
    "factchecks_disagreement": "1 = 0",
}

INCOMPLETE = (
    "NEW.would_refute = ''"
    " OR (SELECT COUNT(*) FROM factchecks_checklistanswer"
    f" WHERE version_id = NEW.id AND question IN ({QUESTIONS})) < 8"
)
REVIEWED_BY_CO_AUTHOR = (
    "EXISTS (SELECT 1 FROM factchecks_coauthor"
    " WHERE version_id = NEW.id AND member_id = NEW.reviewer_id)"
)


def too_late(table: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {VERSION} WHERE id = NEW.version_id)"
        f" OR EXISTS (SELECT 1 FROM {table} WHERE version_id = NEW.version_id AND {UNIQUE[table]})"
    )


def hold(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in UNIQUE:
        keep_forever(editor, table, SENTENCE)
        refuse(editor, Refusal(f"{table}_insert", table, "INSERT", too_late(table), SENTENCE))
    for name, condition, sentence in (
        ("answers", INCOMPLETE, "a version needs every answer of the checklist"),
        ("co_authors", REVIEWED_BY_CO_AUTHOR, "nobody reviews their own work"),
    ):
        refuse(editor, Refusal(f"{VERSION}_{name}", VERSION, "INSERT", condition, sentence))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("factchecks", "0005_beside_versions")]
    operations: ClassVar = [migrations.RunPython(hold)]
