"""The database takes no version but the one that a second person approved.

A draft that was approved first names the version that it will end with; the version is then
taken only if it says, word by word, what that draft's newest text says, with the author who
stands by it, the member who approved it and everybody else who wrote in it. Members stay who
they are: another number, or another person under an old number, would be somebody else's name.
"""

from typing import ClassVar

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from kiemchung_site.factchecks.triggers import Refusal, drop, refuse

DRAFT, CONTRIBUTOR, REVISION, REQUEST, REVIEW, VERSION, EVIDENCE, ANSWER, MEMBER = (
    "drafts_draft",
    "drafts_contributor",
    "drafts_revision",
    "drafts_request",
    "drafts_review",
    "factchecks_version",
    "factchecks_evidence",
    "factchecks_checklistanswer",
    "members_member",
)
NOBODY = "nobody has approved this version"
KEPT = "what was written and decided in a draft is kept"
SAME = "members stay who they are"
WRITERS = "'checker', 'reviewer', 'administrator'"
APPROVERS = "'reviewer', 'administrator'"
TEXTS = (
    "claim",
    "verdict",
    "summary",
    "reasoning",
    "would_refute",
    "uncertainty",
    "language",
    "topic",
)
QUOTES = {
    "quote": "text",
    "stance": "stance",
    "source_name": "source_name",
    "source_url": "source_url",
}

APPROVAL = (
    f"{REVIEW} r JOIN {REQUEST} q ON q.id = r.request_id JOIN {REVISION} v ON v.id = q.revision_id"
)
IN_FORCE = (
    "r.decision = 'approve'"
    f" AND NOT EXISTS (SELECT 1 FROM {REVISION} l"
    " WHERE l.draft_id = v.draft_id AND l.number > v.number)"
    f" AND NOT EXISTS (SELECT 1 FROM {CONTRIBUTOR} c"
    " WHERE c.draft_id = v.draft_id AND c.member_id = r.reviewer_id)"
)
CONTINUES = (
    "((NEW.number = 1 AND d.corrects_id IS NULL)"
    f" OR EXISTS (SELECT 1 FROM {VERSION} b WHERE b.id = d.corrects_id"
    " AND b.fact_check_id = NEW.fact_check_id AND b.number = NEW.number - 1))"
)
NAMES_EVERYBODY = (
    f"NOT EXISTS (SELECT 1 FROM {CONTRIBUTOR} c"
    " WHERE c.draft_id = d.id AND c.member_id <> NEW.author_id"
    " AND NOT EXISTS (SELECT 1 FROM factchecks_coauthor o"
    " WHERE o.version_id = NEW.id AND o.member_id = c.member_id))"
)


def text(vendor: str, *path: str) -> str:
    """Return the expression for a text of the revision ``v``."""
    if vendor == "sqlite":
        return f"json_extract(v.content, '$.{'.'.join(path)}')"
    return f"v.content #>> '{{{','.join(path)}}}'"


def quoted(vendor: str, name: str) -> str:
    """Return the expression for what the revision ``v`` says of the piece of evidence ``e``."""
    if vendor == "sqlite":
        return (
            f"json_extract(v.content, '$.manuscript.evidence[' || (e.position - 1) || '].{name}')"
        )
    place = f"ARRAY['manuscript', 'evidence', CAST(e.position - 1 AS TEXT), '{name}']"
    return f"v.content #>> {place}"


def quotes(vendor: str) -> str:
    """Return the expression for how many quotes the revision ``v`` has."""
    if vendor == "sqlite":
        return "json_array_length(v.content, '$.manuscript.evidence')"
    return "jsonb_array_length(v.content #> '{manuscript,evidence}')"


def answered(vendor: str) -> str:
    """Return the expression for what reviewer or author said to the question of ``a``."""
    if vendor == "sqlite":
        return (
            "COALESCE(json_extract(r.checklist, '$.' || a.question),"
            " json_extract(v.content, '$.manuscript.answers.' || a.question))"
        )
    question = "CAST(a.question AS TEXT)"
    place = f"ARRAY['manuscript', 'answers', {question}]"
    return f"COALESCE(r.checklist ->> {question}, v.content #>> {place})"


def says_the_same(vendor: str) -> str:
    """Return the condition that ``NEW``, with what is beside it, says what was approved."""
    texts = [
        f"CAST(NEW.{name} AS TEXT) = CAST({text(vendor, 'manuscript', name)} AS TEXT)"
        for name in TEXTS
    ]
    kind = text(vendor, "kind")
    right = " AND ".join(f"e.{mine} = {quoted(vendor, its)}" for mine, its in QUOTES.items())
    pieces = f"SELECT COUNT(*) FROM {EVIDENCE} e WHERE e.version_id = NEW.id"
    answers = f"SELECT COUNT(*) FROM {ANSWER} a WHERE a.version_id = NEW.id"
    return " AND ".join(
        (
            *texts,
            f"NEW.reason = {text(vendor, 'reason')}",
            f"(NEW.kind = {kind} OR (NEW.kind = 'verdict_changed'"
            f" AND {kind} NOT IN ('first', 'retracted')))",
            f"({pieces}) = {quotes(vendor)}",
            f"({pieces} AND {right}) = {quotes(vendor)}",
            f"({answers}) = ({answers} AND a.answer = {answered(vendor)})",
        )
    )


def is_not(member: str, roles: str) -> str:
    return (
        f"NOT EXISTS (SELECT 1 FROM {MEMBER} m WHERE m.id = {member}"
        f" AND m.is_active AND m.role IN ({roles}))"
    )


def not_approved(vendor: str) -> str:
    """Return the condition under which a version is refused."""
    return (
        f"NOT EXISTS (SELECT 1 FROM {APPROVAL} JOIN {DRAFT} d ON d.id = v.draft_id"
        f" WHERE d.published_id = NEW.id AND {IN_FORCE}"
        " AND q.by_id = NEW.author_id AND r.reviewer_id = NEW.reviewer_id"
        f" AND {CONTINUES} AND {NAMES_EVERYBODY} AND {says_the_same(vendor)})"
        f" OR {is_not('NEW.author_id', WRITERS)} OR {is_not('NEW.reviewer_id', APPROVERS)}"
    )


WRONG_END = (
    "(OLD.published_id IS NULL) <> (NEW.published_id IS NULL)"
    " AND (OLD.published_id IS NOT NULL"
    f" OR EXISTS (SELECT 1 FROM {VERSION} p WHERE p.id = NEW.published_id)"
    f" OR NOT EXISTS (SELECT 1 FROM {APPROVAL} WHERE v.draft_id = NEW.id AND {IN_FORCE}))"
    " OR OLD.published_id <> NEW.published_id"
)
IS_NAMED = (
    f"EXISTS (SELECT 1 FROM {VERSION} p WHERE OLD.id IN (p.author_id, p.reviewer_id))"
    f" OR EXISTS (SELECT 1 FROM {CONTRIBUTOR} c WHERE c.member_id = OLD.id)"
    f" OR EXISTS (SELECT 1 FROM {REVIEW} r WHERE r.reviewer_id = OLD.id)"
)
CLOSED = (
    f"EXISTS (SELECT 1 FROM {DRAFT} d WHERE d.id = NEW.draft_id"
    " AND (d.published_id IS NOT NULL OR d.dropped_at IS NOT NULL))"
)


def refusals(vendor: str) -> tuple[Refusal, ...]:
    known = f"EXISTS (SELECT 1 FROM {MEMBER} m WHERE m.id = NEW.id)"
    return (
        Refusal(f"{VERSION}_approved", VERSION, "INSERT", not_approved(vendor), NOBODY, "AFTER"),
        Refusal(f"{DRAFT}_end", DRAFT, "UPDATE OF published_id", WRONG_END, NOBODY),
        Refusal(f"{DRAFT}_same", DRAFT, "UPDATE OF id", "OLD.id <> NEW.id", KEPT),
        Refusal(f"{CONTRIBUTOR}_late", CONTRIBUTOR, "INSERT", CLOSED, KEPT),
        Refusal(f"{MEMBER}_same", MEMBER, "UPDATE OF id", "OLD.id <> NEW.id", SAME),
        Refusal(f"{MEMBER}_no_replacing", MEMBER, "INSERT", known, SAME),
        Refusal(f"{MEMBER}_named", MEMBER, "DELETE", IS_NAMED, SAME),
    )


def hold(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    drop(editor, f"{DRAFT}_end", DRAFT)
    for refusal in refusals(editor.connection.vendor):
        refuse(editor, refusal)


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("drafts", "0002_two_people"),
        ("members", "0002_joining"),
    ]
    operations: ClassVar = [migrations.RunPython(hold)]
