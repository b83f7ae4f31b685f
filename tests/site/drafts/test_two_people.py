"""Nobody approves what they wrote: every way round the rule that we could think of."""

import pytest
from django.contrib.admin import AdminSite, ModelAdmin
from django.db import IntegrityError, connection, transaction
from django.test import RequestFactory
from django.utils import timezone

from kiemchung_site.drafts.actions import ask_for_review, publish_draft, review_draft, save_draft
from kiemchung_site.drafts.models import Contributor, Decision, Draft, Request, Review, Revision
from kiemchung_site.drafts.texts import Text, fields_of
from kiemchung_site.errors import (
    AlreadyReviewed,
    DraftClosed,
    EditedMeanwhile,
    NotAllowed,
    NotApproved,
    NotAskedFor,
    SamePerson,
    Unchangeable,
)
from kiemchung_site.factchecks.models import Version
from kiemchung_site.members.models import Member, Role
from tests.site.building import approval, manuscript, member, published
from tests.site.drafts.writing import (
    APPROVAL,
    DISAGREEMENT,
    SENT_BACK,
    edited,
    reviewed,
    waiting,
    written,
)

pytestmark = pytest.mark.django_db


def review_row(draft: Draft, reviewer: Member) -> Review:
    """Return an unsaved approval, as a shell would make it."""
    return Review(
        request=Request.objects.get(revision=draft.newest),
        reviewer=reviewer,
        decision=Decision.APPROVE,
        checklist={},
        decided_at=timezone.now(),
    )


def revision_row(draft: Draft, by: Member, number: int) -> Revision:
    content = fields_of(Text(manuscript(summary="Từ dòng lệnh.")))
    return Revision(draft=draft, number=number, by=by, saved_at=timezone.now(), content=content)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_the_author_does_not_review(role: Role) -> None:
    author = member("Lan", role)
    with pytest.raises(SamePerson):
        reviewed(waiting(author), author)


def test_who_changed_one_word_does_not_review() -> None:
    draft, helper = waiting(member("Lan")), member("Minh")
    edited(draft, helper, summary="Răng đã mất thì không mọc lại.")
    ask_for_review(draft, number=draft.newest.number, by=draft.newest.by)
    with pytest.raises(SamePerson):
        reviewed(draft, helper)


def test_who_wrote_does_not_review_even_when_their_words_are_gone() -> None:
    lan, minh = member("Lan"), member("Minh")
    draft = written(lan)
    before = draft.newest.text.manuscript.summary
    edited(draft, minh, summary="Khác.")
    edited(draft, lan, summary=before)
    ask_for_review(draft, number=draft.newest.number, by=lan)
    with pytest.raises(SamePerson):
        reviewed(draft, minh)


def test_who_only_asks_for_the_review_stands_by_the_text_and_does_not_review() -> None:
    draft, minh = written(member("Lan")), member("Minh")
    ask_for_review(draft, number=draft.newest.number, by=minh)
    with pytest.raises(SamePerson):
        reviewed(draft, minh)
    reviewed(draft, member("Hoa"))
    version = publish_draft(draft, by=minh)
    assert version.author == minh
    assert [c.member.name for c in version.co_authors.all()] == ["Lan"]


def test_opening_and_saving_without_a_change_makes_nobody_an_author() -> None:
    draft, minh = waiting(member("Lan")), member("Minh")
    save_draft(draft, draft.newest.text, base=draft.newest.number, by=minh)
    reviewed(draft, minh)
    assert publish_draft(draft, by=minh).reviewer == minh


def test_an_approval_is_of_one_text_only() -> None:
    lan, minh = member("Lan"), member("Minh")
    draft = waiting(lan)
    reviewed(draft, minh)
    edited(draft, lan, summary="Sau khi duyệt.")
    with pytest.raises(NotApproved):
        publish_draft(draft, by=lan)
    ask_for_review(draft, number=draft.newest.number, by=lan)
    with pytest.raises(NotApproved):
        publish_draft(draft, by=lan)


def test_a_reviewer_who_edits_what_they_approved_has_approved_nothing() -> None:
    lan, minh = member("Lan"), member("Minh")
    draft = waiting(lan)
    reviewed(draft, minh)
    edited(draft, minh, summary="Người duyệt sửa.")
    ask_for_review(draft, number=draft.newest.number, by=lan)
    with pytest.raises(SamePerson):
        reviewed(draft, minh)
    with pytest.raises(NotApproved):
        publish_draft(draft, by=minh)


def test_exactly_the_approved_text_is_published() -> None:
    draft = waiting(member("Lan"), summary="Được duyệt đúng như thế này.")
    review = reviewed(draft, member("Minh"))
    version = publish_draft(draft, by=review.reviewer)
    assert version.summary == "Được duyệt đúng như thế này."
    assert review.request.revision.text.manuscript.summary == version.summary


def test_an_older_text_is_not_reviewed() -> None:
    lan, minh = member("Lan"), member("Minh")
    draft = waiting(lan)
    read = draft.newest.number
    edited(draft, lan, summary="Mới hơn.")
    with pytest.raises(EditedMeanwhile):
        review_draft(draft, APPROVAL, number=read, by=minh)


def test_what_nobody_asked_for_is_not_reviewed() -> None:
    with pytest.raises(NotAskedFor):
        reviewed(written(member("Lan")), member("Minh"))


def test_a_review_is_given_once() -> None:
    draft, minh = waiting(member("Lan")), member("Minh")
    reviewed(draft, minh, SENT_BACK)
    with pytest.raises(AlreadyReviewed):
        reviewed(draft, minh)


@pytest.mark.parametrize("role", [Role.CONTRIBUTOR, Role.CHECKER])
def test_only_reviewers_and_administrators_review(role: Role) -> None:
    with pytest.raises(NotAllowed):
        reviewed(waiting(member("Lan")), member("Minh", role))


def test_a_role_given_only_in_memory_does_not_count() -> None:
    pretender = member("Minh", Role.CHECKER)
    pretender.role = Role.ADMINISTRATOR
    with pytest.raises(NotAllowed):
        reviewed(waiting(member("Lan")), pretender)


def test_an_author_who_becomes_administrator_is_still_the_author() -> None:
    lan = member("Lan", Role.CHECKER)
    draft = waiting(lan)
    Member.objects.filter(pk=lan.pk).update(role=Role.ADMINISTRATOR)
    with pytest.raises(SamePerson):
        reviewed(draft, Member.objects.get(pk=lan.pk))


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": Role.CHECKER}])
def test_the_approval_of_a_member_who_left_or_lost_the_role_does_not_count(
    change: dict[str, object],
) -> None:
    lan, minh = member("Lan"), member("Minh")
    draft = waiting(lan)
    reviewed(draft, minh)
    Member.objects.filter(pk=minh.pk).update(**change)
    with pytest.raises(NotApproved):
        publish_draft(draft, by=lan)
    reviewed(draft, member("Hoa"))
    assert publish_draft(draft, by=lan).reviewer.name == "Hoa"


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": Role.CONTRIBUTOR}])
def test_nothing_is_published_for_an_author_who_left_or_lost_the_role(
    change: dict[str, object],
) -> None:
    lan, minh = member("Lan"), member("Minh")
    draft = waiting(lan)
    reviewed(draft, minh)
    Member.objects.filter(pk=lan.pk).update(**change)
    with pytest.raises(NotAllowed):
        publish_draft(draft, by=minh)
    assert not Version.objects.exists()


def test_sending_back_and_disagreeing_approve_nothing() -> None:
    lan = member("Lan")
    draft = waiting(lan)
    reviewed(draft, member("Minh"), DISAGREEMENT)
    reviewed(draft, member("Hoa"), SENT_BACK)
    with pytest.raises(NotApproved):
        publish_draft(draft, by=lan)


def test_a_draft_is_published_once() -> None:
    lan = member("Lan")
    draft = waiting(lan)
    reviewed(draft, member("Minh"))
    publish_draft(draft, by=lan)
    with pytest.raises(DraftClosed):
        publish_draft(draft, by=lan)
    with pytest.raises(DraftClosed):
        edited(draft, lan, summary="x")


def test_an_approval_of_one_draft_does_not_serve_another() -> None:
    lan, minh = member("Lan"), member("Minh")
    reviewed(waiting(lan), minh)
    other = waiting(lan, summary="Bài khác.")
    with pytest.raises(NotApproved):
        publish_draft(other, by=lan)


# Made in a shell or by the admin: the tables refuse.


def test_the_table_takes_no_review_by_an_author() -> None:
    lan = member("Lan")
    draft = waiting(lan)
    for attempt in (
        lambda: review_row(draft, lan).save(),
        lambda: Review.objects.bulk_create([review_row(draft, lan)]),
        lambda: Review._base_manager.bulk_create([review_row(draft, lan)]),
        lambda: ModelAdmin(Review, AdminSite()).save_model(
            RequestFactory().post("/"), review_row(draft, lan), form=None, change=False
        ),
    ):
        with pytest.raises(IntegrityError, match="nobody reviews"), transaction.atomic():
            attempt()


@pytest.mark.parametrize(
    "change", [{"role": Role.CHECKER}, {"role": Role.CONTRIBUTOR}, {"is_active": False}]
)
def test_the_table_takes_no_review_by_who_may_not_approve(change: dict[str, object]) -> None:
    draft, minh = waiting(member("Lan")), member("Minh")
    Member.objects.filter(pk=minh.pk).update(**change)
    with pytest.raises(IntegrityError, match="nobody reviews"):
        review_row(draft, minh).save()


def test_the_table_takes_no_review_of_an_older_text() -> None:
    lan, minh = member("Lan"), member("Minh")
    draft = waiting(lan)
    row = review_row(draft, minh)
    edited(draft, lan, summary="Mới hơn.")
    with pytest.raises(IntegrityError, match="nobody reviews"):
        row.save()


def test_a_revision_made_in_a_shell_names_its_author_all_the_same() -> None:
    draft, minh = waiting(member("Lan")), member("Minh")
    Revision.objects.bulk_create([revision_row(draft, minh, draft.newest.number + 1)])
    assert draft.was_written_by(minh)
    ask_for_review(draft, number=draft.newest.number, by=member("Hoa"))
    with pytest.raises(SamePerson):
        reviewed(draft, minh)


def test_a_dropped_draft_does_not_come_back_with_another_text_under_the_approval() -> None:
    an, binh = member("An"), member("Binh", Role.REVIEWER)
    draft = waiting(an)
    review_draft(draft, APPROVAL, number=draft.newest.number, by=binh)
    Draft.objects.filter(pk=draft.pk).update(dropped_at=timezone.now())
    with pytest.raises(IntegrityError, match="is kept"), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(dropped_at=None)


def test_a_revision_is_not_slipped_in_below_the_newest() -> None:
    draft = written(member("Lan"))
    for number in (1, 2, 4):
        with pytest.raises(IntegrityError), transaction.atomic():
            revision_row(draft, member(f"Minh{number}"), number).save()


@pytest.mark.parametrize("change", [{"role": Role.CONTRIBUTOR}, {"is_active": False}])
def test_the_table_takes_no_text_by_who_may_not_write(change: dict[str, object]) -> None:
    draft, minh = written(member("Lan")), member("Minh")
    Member.objects.filter(pk=minh.pk).update(**change)
    with pytest.raises(IntegrityError):
        revision_row(draft, minh, 3).save()


@pytest.mark.parametrize("change", [{"role": Role.CONTRIBUTOR}, {"is_active": False}])
def test_who_may_not_write_any_more_saves_nothing(change: dict[str, object]) -> None:
    draft, minh = written(member("Lan")), member("Minh")
    Member.objects.filter(pk=minh.pk).update(**change)
    with pytest.raises(NotAllowed):
        edited(draft, minh, summary="x")


def test_query_sets_refuse_to_update_and_delete() -> None:
    lan = member("Lan")
    draft = waiting(lan)
    reviewed(draft, member("Minh"))
    for kept in (Contributor, Request, Review, Revision):
        with pytest.raises(Unchangeable):
            kept.objects.all().delete()  # type: ignore[attr-defined]
        with pytest.raises(Unchangeable):
            kept.objects.update(pk=1)  # type: ignore[attr-defined]
        with pytest.raises(Unchangeable):
            kept.objects.first().delete()  # type: ignore[attr-defined]
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.revisions.all().thin_out()


RAW = {
    "another author of a revision": "UPDATE drafts_revision SET by_id = (SELECT MAX(id) FROM members_member)",
    "another text": "UPDATE drafts_revision SET content = '{}'",
    "a text taken away": "DELETE FROM drafts_revision",
    "a contributor taken away": "DELETE FROM drafts_contributor",
    "another contributor": "UPDATE drafts_contributor SET member_id = (SELECT MAX(id) FROM members_member)",
    "another author in the request": "UPDATE drafts_request SET by_id = (SELECT MAX(id) FROM members_member)",
    "a request for another text": "UPDATE drafts_request SET revision_id = 1",
    "a request taken away": "DELETE FROM drafts_request",
    "another decision": "UPDATE drafts_review SET decision = 'approve'",
    "another reviewer": "UPDATE drafts_review SET reviewer_id = (SELECT MIN(id) FROM members_member)",
    "a review taken away": "DELETE FROM drafts_review",
    "a review by the author": (
        "INSERT INTO drafts_review"
        " (request_id, reviewer_id, decision, reasons, checklist, decided_at)"
        " SELECT id, by_id, 'approve', '', '{}', asked_at FROM drafts_request"
    ),
    "published by itself": (
        "UPDATE drafts_draft SET published_id = (SELECT id FROM factchecks_version LIMIT 1)"
    ),
    "a correction of something else": (
        "UPDATE drafts_draft SET corrects_id = (SELECT id FROM factchecks_version LIMIT 1)"
    ),
}


@pytest.mark.parametrize("statement", RAW.values(), ids=RAW.keys())
def test_raw_sql_is_stopped_by_triggers(statement: str) -> None:
    author, reviewer = member("An"), member("Binh")
    draft = waiting(author)
    reviewed(draft, reviewer, SENT_BACK)
    published()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a statement of SQLite alone")
@pytest.mark.parametrize("table", ["draft", "contributor", "revision", "request", "review"])
def test_raw_replacing_is_stopped_too(table: str) -> None:
    draft = waiting(member("Lan"))
    reviewed(draft, member("Minh"), SENT_BACK)
    statement = f"INSERT OR REPLACE INTO drafts_{table} SELECT * FROM drafts_{table}"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a statement of PostgreSQL alone")
@pytest.mark.parametrize("table", ["contributor", "request", "review"])
def test_raw_truncating_is_stopped_too(table: str) -> None:
    draft = waiting(member("Lan"))
    reviewed(draft, member("Minh"), SENT_BACK)
    connection.check_constraints()  # no table is emptied while keys are still to be checked
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE drafts_{table} CASCADE")


def test_a_draft_does_not_become_published_by_what_nobody_approved() -> None:
    lan, minh = member("An"), member("Binh")
    draft = waiting(lan)
    reviewed(draft, minh, SENT_BACK)
    version = published()
    draft.published = version
    with pytest.raises(IntegrityError), transaction.atomic():
        draft.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(published=version)


def test_members_who_wrote_in_a_draft_stay() -> None:
    lan = member("Lan")
    written(lan)
    with pytest.raises(IntegrityError), transaction.atomic():
        lan.delete()


def test_an_approval_in_hand_names_its_people_for_good() -> None:
    by = approval(member("Lan"), member("Minh"))
    with pytest.raises(AttributeError):
        by.reviewer = by.author  # type: ignore[misc]
