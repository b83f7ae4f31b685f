"""Nobody publishes alone: every way round the rule that we could think of."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

import pytest
from django.contrib.admin import AdminSite, ModelAdmin
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import F
from django.test import RequestFactory
from django.utils import timezone

from kiemchung_site.errors import NotAllowed, SamePerson, Unchangeable
from kiemchung_site.factchecks.actions import correct_fact_check, publish_fact_check
from kiemchung_site.factchecks.checklist import Question
from kiemchung_site.factchecks.models import (
    ChecklistAnswer,
    CoAuthor,
    Evidence,
    FactCheck,
    Kind,
    Version,
)
from kiemchung_site.members.models import Member, Role
from tests.site.building import approval, manuscript, member, publish, published

pytestmark = pytest.mark.django_db


def version_row(questions: Sequence[Question] = tuple(Question), **changes: object) -> Version:
    """Return an unsaved version with everything beside it in place."""
    version = Version(
        id=uuid.uuid4(),
        fact_check=FactCheck.objects.create(slug=f"x-{uuid.uuid4().hex[:8]}"),
        number=1,
        claim="x",
        verdict=1,
        would_refute="x",
        kind=Kind.FIRST,
        published_at=timezone.now(),
    )
    for name, value in changes.items():
        setattr(version, name, value)
    Evidence.objects.create(
        version_id=version.pk,
        position=1,
        quote="q",
        stance="context",
        source_url="https://x.example",
    )
    for question in questions:
        ChecklistAnswer.objects.create(version_id=version.pk, question=question, answer="x")
    return version


@pytest.mark.parametrize("role", Role)
def test_nobody_approves_their_own_work(role: Role) -> None:
    author = member("Lan", role)
    with pytest.raises((SamePerson, NotAllowed)):
        publish_fact_check(manuscript(), approval(author, author))
    assert not Version.objects.exists()


def test_nobody_approves_a_correction_of_their_own() -> None:
    first = published()
    with pytest.raises(SamePerson):
        correct_fact_check(
            first,
            manuscript(summary="Khác."),
            approval(first.reviewer, first.reviewer),
            kind=Kind.TYPO,
            reason="x",
        )


def test_a_copy_of_the_same_member_is_the_same_person() -> None:
    author = member("Lan")
    with pytest.raises(SamePerson):
        publish_fact_check(manuscript(), approval(author, Member.objects.get(pk=author.pk)))


def test_a_co_author_approves_nothing() -> None:
    author, reviewer = member("Lan"), member("Minh")
    with pytest.raises(SamePerson):
        publish_fact_check(manuscript(), approval(author, reviewer, co_authors=(reviewer,)))


def test_the_table_takes_no_version_that_a_co_author_reviewed() -> None:
    row = version_row(author=member("Lan"), reviewer=member("Minh"))
    CoAuthor.objects.create(version_id=row.pk, member=row.reviewer)
    with pytest.raises(IntegrityError, match="nobody reviews their own work"):
        row.save()


@pytest.mark.parametrize("left_out", Question)
def test_the_table_takes_no_version_with_a_question_unanswered(left_out: Question) -> None:
    questions = [question for question in Question if question != left_out]
    row = version_row(questions, author=member("Lan"), reviewer=member("Minh"))
    with pytest.raises(IntegrityError, match="every answer"):
        row.save()


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.CHECKER])
def test_only_reviewers_and_administrators_approve(role: Role) -> None:
    with pytest.raises(NotAllowed):
        publish_fact_check(manuscript(), approval(member("Lan"), member("Minh", role)))


def test_a_contributor_does_not_write_fact_checks() -> None:
    with pytest.raises(NotAllowed):
        publish_fact_check(manuscript(), approval(member("Lan", Role.CONTRIBUTOR), member("Minh")))


def test_a_role_given_only_in_memory_does_not_count() -> None:
    pretender = member("Minh", Role.CONTRIBUTOR)
    pretender.role = Role.ADMINISTRATOR
    with pytest.raises(NotAllowed):
        publish_fact_check(manuscript(), approval(member("Lan"), pretender))


def test_a_member_who_left_approves_nothing() -> None:
    gone = member("Minh")
    gone.is_active = False
    gone.save()
    with pytest.raises(NotAllowed):
        publish_fact_check(manuscript(), approval(member("Lan"), gone))


def test_a_member_who_was_never_stored_approves_nothing() -> None:
    with pytest.raises(NotAllowed):
        publish_fact_check(
            manuscript(), approval(member("Lan"), Member(name="x", role=Role.ADMINISTRATOR))
        )


def test_the_table_takes_no_version_by_one_person() -> None:
    lan = member("Lan")
    with pytest.raises(IntegrityError, match="version_two_people"):
        version_row(author=lan, reviewer=lan).save()


@pytest.mark.parametrize("missing", ["author", "reviewer"])
def test_the_table_takes_no_version_with_one_of_both_missing(missing: str) -> None:
    people = {"author": member("Lan"), "reviewer": member("Minh")}
    del people[missing]
    with pytest.raises(IntegrityError):
        version_row(**people).save()


def test_bulk_create_is_held_to_the_rule() -> None:
    lan = member("Lan")
    with pytest.raises(IntegrityError):
        Version.objects.bulk_create([version_row(author=lan, reviewer=lan)])


def test_bulk_create_does_not_overwrite() -> None:
    version = published()
    copy = Version.objects.get(pk=version.pk)
    copy.reviewer = version.author
    with pytest.raises(DatabaseError):
        Version.objects.bulk_create(
            [copy],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["reviewer"],
        )


def test_query_sets_refuse_to_update() -> None:
    version = published()
    with pytest.raises(Unchangeable):
        Version.objects.update(reviewer=F("author"))
    with pytest.raises(Unchangeable):
        Version.objects.filter(pk=version.pk).bulk_update([version], ["reviewer"])
    with pytest.raises(Unchangeable):
        version.fact_check.versions.update(author=version.reviewer)


def test_a_saved_version_refuses_to_be_saved_again() -> None:
    version = published()
    version.reviewer = version.author
    with pytest.raises(Unchangeable):
        version.save()
    with pytest.raises(Unchangeable):
        version.save(update_fields=["reviewer"])


def test_the_base_manager_is_stopped_by_the_database() -> None:
    version = published()
    with pytest.raises(IntegrityError), transaction.atomic():
        Version._base_manager.filter(pk=version.pk).update(reviewer=version.author)
    version._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        version.save()


def test_the_admin_is_stopped_like_everybody(rf: RequestFactory) -> None:
    version = published()
    admin = ModelAdmin(Version, AdminSite())
    version.reviewer = version.author
    with pytest.raises(Unchangeable):
        admin.save_model(rf.post("/"), version, form=None, change=True)
    with pytest.raises(Unchangeable):
        admin.delete_model(rf.post("/"), version)
    with pytest.raises(Unchangeable):
        admin.delete_queryset(rf.post("/"), Version.objects.all())
    lan = member("Hoa")
    with pytest.raises(IntegrityError), transaction.atomic():
        admin.save_model(
            rf.post("/"), version_row(author=lan, reviewer=lan), form=None, change=False
        )


RAW = {
    "update of an answer": "UPDATE factchecks_checklistanswer SET answer = 'x'",
    "delete of an answer": "DELETE FROM factchecks_checklistanswer",
    "another co-author": "UPDATE factchecks_coauthor SET member_id = 1",
    "delete of a co-author": "DELETE FROM factchecks_coauthor",
    "update of a disagreement": "UPDATE factchecks_disagreement SET reason = 'x'",
    "delete of a disagreement": "DELETE FROM factchecks_disagreement",
    "disagreement with what is published": (
        "INSERT INTO factchecks_disagreement (version_id, reason)"
        " SELECT id, 'x' FROM factchecks_version"
    ),
    "co-author of what is published": (
        "INSERT INTO factchecks_coauthor (version_id, member_id)"
        " SELECT id, reviewer_id FROM factchecks_version"
    ),
    "update": "UPDATE factchecks_version SET reviewer_id = author_id",
    "update of a text": "UPDATE factchecks_version SET summary = 'x'",
    "delete": "DELETE FROM factchecks_version",
    "update of evidence": "UPDATE factchecks_evidence SET quote = 'x'",
    "delete of evidence": "DELETE FROM factchecks_evidence",
    "another address": "UPDATE factchecks_factcheck SET slug = 'x'",
    "delete of the fact-check": "DELETE FROM factchecks_factcheck",
    "evidence for what is published": (
        "INSERT INTO factchecks_evidence"
        " (version_id, position, quote, stance, source_name, source_url)"
        " SELECT id, 9, 'x', 'context', 'x', 'https://x.example' FROM factchecks_version"
    ),
}


@pytest.mark.parametrize("statement", RAW.values(), ids=RAW.keys())
def test_raw_sql_is_stopped_by_triggers(statement: str) -> None:
    by = approval(member("Lan"), member("Minh"))
    by = replace(by, co_authors=(member("Hoa"),), disagreements=("Chưa đủ.",))
    publish(manuscript(), by)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


TABLES = ("version", "evidence", "factcheck", "checklistanswer", "coauthor")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a statement of PostgreSQL alone")
@pytest.mark.parametrize("table", TABLES)
def test_raw_truncating_is_stopped_too(table: str) -> None:
    published()
    connection.check_constraints()  # no table is emptied while keys are still to be checked
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE factchecks_{table} CASCADE")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a statement of SQLite alone")
@pytest.mark.parametrize("table", TABLES)
def test_raw_replacing_is_stopped_too(table: str) -> None:
    by = approval(member("Lan"), member("Minh"), co_authors=(member("Hoa"),))
    publish(manuscript(), by)
    statement = f"INSERT OR REPLACE INTO factchecks_{table} SELECT * FROM factchecks_{table}"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_database_takes_no_version_without_evidence() -> None:
    with pytest.raises(IntegrityError):
        Version.objects.create(
            fact_check=FactCheck.objects.create(slug="x"),
            number=1,
            claim="x",
            verdict=1,
            kind=Kind.FIRST,
            author=member("Lan"),
            reviewer=member("Minh"),
            published_at=timezone.now(),
        )


def test_a_change_without_a_reason_is_taken_by_no_table() -> None:
    first = published()
    row = version_row(author=first.author, reviewer=first.reviewer)
    row.fact_check, row.number, row.kind = first.fact_check, 2, Kind.TYPO
    with pytest.raises(IntegrityError, match="version_change_has_reason"):
        row.save()


def test_members_who_published_stay() -> None:
    version = published()
    with pytest.raises(IntegrityError), transaction.atomic():
        version.author.delete()


def test_nothing_is_changed_under_the_reviewer() -> None:
    given, by = manuscript(), approval(member("Lan"), member("Minh"))
    with pytest.raises(AttributeError):
        by.author = by.reviewer  # type: ignore[misc]
    with pytest.raises(AttributeError):
        given.claim = "x"  # type: ignore[misc]
    assert replace(given, summary="x") != given
