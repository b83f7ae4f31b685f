"""The database itself keeps author and reviewer of a draft apart.

Who saves a revision or asks for its review is written down as a contributor, for ever; a review
is taken only of the newest revision, only if it was asked for, and only by an active member who
may approve and wrote nothing in the draft; a draft becomes published only by the version that
such a reviewer approved.
"""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kiemchung_site.factchecks.triggers import Refusal, insert_along, keep_forever, refuse

DRAFT, CONTRIBUTOR, REVISION, REQUEST, REVIEW = (
    "drafts_draft",
    "drafts_contributor",
    "drafts_revision",
    "drafts_request",
    "drafts_review",
)
KEPT = "what was written and decided in a draft is kept"
SENTENCE = "nobody reviews their own work, and only the newest text is reviewed"
WRITERS = "'checker', 'reviewer', 'administrator'"
APPROVERS = "'reviewer', 'administrator'"


def closed(draft: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {DRAFT} d WHERE d.id = {draft}"
        " AND (d.published_id IS NOT NULL OR d.dropped_at IS NOT NULL))"
    )


def is_not(member: str, roles: str) -> str:
    return (
        f"NOT EXISTS (SELECT 1 FROM members_member m WHERE m.id = {member}"
        f" AND m.is_active AND m.role IN ({roles}))"
    )


def later_than(revision: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {REVISION} l"
        f" WHERE l.draft_id = {revision}.draft_id AND l.number > {revision}.number)"
    )


def contributor(draft: str, member: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM {CONTRIBUTOR} c"
        f" WHERE c.draft_id = {draft} AND c.member_id = {member})"
    )


def changed(column: str) -> str:
    old, new = f"OLD.{column}", f"NEW.{column}"
    return f"(({old} IS NULL) <> ({new} IS NULL) OR {old} <> {new})"


WRONG_CONTRIBUTOR = contributor("NEW.draft_id", "NEW.member_id")

WRONG_REVISION = (
    f"NEW.number <> 1 + (SELECT COALESCE(MAX(l.number), 0) FROM {REVISION} l"
    " WHERE l.draft_id = NEW.draft_id)"
    f" OR {closed('NEW.draft_id')} OR {is_not('NEW.by_id', WRITERS)}"
)

WRONG_REQUEST = (
    f"EXISTS (SELECT 1 FROM {REQUEST} q WHERE q.revision_id = NEW.revision_id)"
    f" OR NOT EXISTS (SELECT 1 FROM {REVISION} v WHERE v.id = NEW.revision_id"
    f" AND NOT {later_than('v')} AND NOT {closed('v.draft_id')})"
    f" OR {is_not('NEW.by_id', WRITERS)}"
)

WRONG_REVIEW = (
    f"EXISTS (SELECT 1 FROM {REVIEW} r"
    " WHERE r.request_id = NEW.request_id AND r.reviewer_id = NEW.reviewer_id)"
    f" OR NOT EXISTS (SELECT 1 FROM {REQUEST} q JOIN {REVISION} v ON v.id = q.revision_id"
    f" WHERE q.id = NEW.request_id AND NOT {later_than('v')} AND NOT {closed('v.draft_id')}"
    f" AND NOT {contributor('v.draft_id', 'NEW.reviewer_id')})"
    f" OR {is_not('NEW.reviewer_id', APPROVERS)}"
)

WRONG_END = (
    f"{changed('published_id')} AND (OLD.published_id IS NOT NULL OR NOT EXISTS ("
    f"SELECT 1 FROM {REVIEW} r JOIN {REQUEST} q ON q.id = r.request_id"
    f" JOIN {REVISION} v ON v.id = q.revision_id"
    " JOIN factchecks_version p ON p.id = NEW.published_id"
    " WHERE v.draft_id = NEW.id AND r.decision = 'approve' AND r.reviewer_id = p.reviewer_id"
    f" AND q.by_id = p.author_id AND NOT {later_than('v')}"
    f" AND NOT {contributor('v.draft_id', 'r.reviewer_id')}))"
)

REFUSALS = (
    Refusal(f"{CONTRIBUTOR}_insert", CONTRIBUTOR, "INSERT", WRONG_CONTRIBUTOR, KEPT),
    Refusal(f"{REVISION}_insert", REVISION, "INSERT", WRONG_REVISION, KEPT),
    Refusal(f"{REVISION}_no_update", REVISION, "UPDATE", "1 = 1", KEPT),
    Refusal(f"{REVISION}_delete", REVISION, "DELETE", f"NOT {closed('OLD.draft_id')}", KEPT),
    Refusal(
        f"{REVISION}_no_replacing",
        REVISION,
        "INSERT",
        f"EXISTS (SELECT 1 FROM {REVISION} v WHERE v.id = NEW.id)",
        KEPT,
    ),
    Refusal(f"{REQUEST}_insert", REQUEST, "INSERT", WRONG_REQUEST, SENTENCE),
    Refusal(f"{REVIEW}_insert", REVIEW, "INSERT", WRONG_REVIEW, SENTENCE),
    Refusal(
        f"{DRAFT}_insert",
        DRAFT,
        "INSERT",
        f"NEW.published_id IS NOT NULL OR EXISTS (SELECT 1 FROM {DRAFT} d WHERE d.id = NEW.id)",
        SENTENCE,
    ),
    Refusal(f"{DRAFT}_aim", DRAFT, "UPDATE OF corrects_id", changed("corrects_id"), KEPT),
    Refusal(f"{DRAFT}_end", DRAFT, "UPDATE OF published_id", WRONG_END, SENTENCE),
)

WRITTEN_BY = (
    (f"{REVISION}_by", REVISION, "NEW.draft_id"),
    (
        f"{REQUEST}_by",
        REQUEST,
        f"(SELECT v.draft_id FROM {REVISION} v WHERE v.id = NEW.revision_id)",
    ),
)


def hold(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    for table in (CONTRIBUTOR, REQUEST, REVIEW):
        keep_forever(editor, table, KEPT)
    for refusal in REFUSALS:
        refuse(editor, refusal)
    for name, table, draft in WRITTEN_BY:
        insert_along(
            editor,
            name,
            table,
            insert=f"INSERT INTO {CONTRIBUTOR} (draft_id, member_id) VALUES ({draft}, NEW.by_id)",
            condition=f"NOT {contributor(draft, 'NEW.by_id')}",
        )


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("drafts", "0001_initial"),
        ("factchecks", "0006_beside_held"),
        ("members", "0001_initial"),
    ]
    operations: ClassVar = [migrations.RunPython(hold)]
