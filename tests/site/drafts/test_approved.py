"""No version but the one that was approved: every way round it that we could think of."""

import uuid
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.contrib.admin import AdminSite, ModelAdmin
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import RequestFactory
from django.utils import timezone

from kiemchung_site.drafts.actions import review_draft
from kiemchung_site.drafts.models import Contributor, Draft, Revision
from kiemchung_site.drafts.texts import Text, fields_of
from kiemchung_site.factchecks.actions import publish_fact_check
from kiemchung_site.factchecks.approvals import Approval
from kiemchung_site.factchecks.manuscripts import Manuscript, Quote
from kiemchung_site.factchecks.models import (
    ChecklistAnswer,
    CoAuthor,
    Evidence,
    FactCheck,
    Kind,
    Stance,
    Step,
    Version,
)
from kiemchung_site.members.models import Member, Role
from tests.site.building import (
    approval,
    approved,
    correct,
    manuscript,
    member,
    promise,
    published,
)
from tests.site.drafts.writing import DISAGREEMENT, SENT_BACK, waiting

pytestmark = pytest.mark.django_db

NOBODY = "nobody has approved this version"


@pytest.fixture
def by() -> Approval:
    return approval(member("An"), member("Binh"))


def row_of(given: Manuscript, by: Approval, **changes: object) -> Version:
    """Return an unsaved version that says ``given``, as a shell would make it."""
    beside(by.identity, given, by)
    row = Version(
        id=by.identity,
        fact_check=FactCheck.objects.create(slug=uuid.uuid4().hex),
        number=1,
        kind=Kind.FIRST,
        author=by.author,
        reviewer=by.reviewer,
        published_at=timezone.now(),
        claim=given.claim,
        verdict=given.verdict,
        summary=given.summary,
        reasoning=given.reasoning,
        would_refute=given.would_refute,
        uncertainty=given.uncertainty,
        language=given.language,
        topic=given.topic,
    )
    for name, value in changes.items():
        setattr(row, name, value)
    return row


def beside(identity: uuid.UUID, given: Manuscript, by: Approval) -> None:
    for position, quote in enumerate(given.evidence, start=1):
        Evidence.objects.create(
            version_id=identity,
            position=position,
            quote=quote.text,
            stance=quote.stance or "",
            source_name=quote.source_name,
            source_url=quote.source_url,
        )
    for question, answer in {**given.answers, **by.answers}.items():
        ChecklistAnswer.objects.create(version_id=identity, question=question, answer=answer)


def insert(row: Version, before: str = "INSERT", after: str = "") -> None:
    fields = Version._meta.concrete_fields
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    columns, places = ", ".join(f.column for f in fields), ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.execute(
            f"{before} INTO factchecks_version ({columns}) VALUES ({places}) {after}", values
        )


def by_admin(row: Version) -> None:
    admin = ModelAdmin(Version, AdminSite())
    admin.save_model(RequestFactory().post("/"), row, form=None, change=False)


WAYS: dict[str, Callable[[Version], object]] = {
    "saved": lambda row: row.save(),
    "created in bulk": lambda row: Version.objects.bulk_create([row]),
    "by the base manager": lambda row: Version._base_manager.bulk_create([row]),
    "by the admin": by_admin,
    "by SQL": insert,
}
WAYS_OF = {
    "sqlite": {
        f"by {words}": lambda row, words=words: insert(row, words)
        for words in (
            "INSERT OR IGNORE",
            "INSERT OR REPLACE",
            "INSERT OR FAIL",
            "INSERT OR ABORT",
        )
    },
    "postgresql": {
        "unless it conflicts": lambda row: insert(row, after="ON CONFLICT DO NOTHING"),
    },
}
ALL_WAYS = WAYS | WAYS_OF[connection.vendor]


@pytest.mark.parametrize("way", ALL_WAYS)
def test_what_was_approved_is_taken_as_it_was_approved(by: Approval, way: str) -> None:
    promise(approved(Text(manuscript()), by), by)
    ALL_WAYS[way](row_of(manuscript(), by))
    assert Version.objects.get().reviewer == by.reviewer


@pytest.mark.parametrize("way", ALL_WAYS)
def test_two_names_alone_make_no_version(by: Approval, way: str) -> None:
    with pytest.raises(IntegrityError, match=NOBODY), transaction.atomic():
        ALL_WAYS[way](row_of(manuscript(), by))


@pytest.mark.parametrize("way", ALL_WAYS)
def test_an_approval_that_promised_another_version_makes_none(by: Approval, way: str) -> None:
    approved(Text(manuscript()), by)
    with pytest.raises(IntegrityError, match=NOBODY), transaction.atomic():
        ALL_WAYS[way](row_of(manuscript(), by))


def test_the_action_alone_publishes_nothing(by: Approval) -> None:
    with pytest.raises(IntegrityError, match=NOBODY):
        publish_fact_check(manuscript(), by)


OTHERS: dict[str, dict[str, object]] = {
    "another claim": {"claim": "Ăn hạt sầu riêng làm răng mọc lại"},
    "another verdict": {"verdict": Step.TRUE},
    "another summary": {"summary": "Khác."},
    "another reasoning": {"reasoning": "Khác."},
    "another refutation": {"would_refute": "Khác."},
    "another uncertainty": {"uncertainty": "Khác."},
    "another language": {"language": "en"},
    "another topic": {"topic": "food"},
    "one letter more": {"summary": f"{manuscript().summary} "},
}


@pytest.mark.parametrize("changes", OTHERS.values(), ids=OTHERS.keys())
def test_another_text_than_the_approved_one_is_not_taken(
    by: Approval, changes: dict[str, object]
) -> None:
    promise(approved(Text(manuscript()), by), by)
    row = row_of(manuscript(), by, **changes)
    with pytest.raises(IntegrityError, match=NOBODY):
        row.save()


QUOTE = manuscript().evidence[0]
EVIDENCE = {
    "another quote": (replace(QUOTE, text="Khác."),),
    "another stance": (replace(QUOTE, stance=Stance.SUPPORTS),),
    "another source": (replace(QUOTE, source_name="Khác"),),
    "another address": (replace(QUOTE, source_url="https://x.example"),),
    "one more": (QUOTE, replace(QUOTE, text="Thêm.")),
    "the same twice": (QUOTE, QUOTE),
}


@pytest.mark.parametrize("evidence", EVIDENCE.values(), ids=EVIDENCE.keys())
def test_other_evidence_than_the_approved_is_not_taken(
    by: Approval, evidence: tuple[Quote, ...]
) -> None:
    promise(approved(Text(manuscript()), by), by)
    row = row_of(manuscript(evidence=evidence), by)
    with pytest.raises(IntegrityError, match=NOBODY):
        row.save()


def test_evidence_that_was_left_out_is_missed(by: Approval) -> None:
    promise(approved(Text(manuscript(evidence=(QUOTE, replace(QUOTE, text="Hai.")))), by), by)
    row = row_of(manuscript(), by)
    with pytest.raises(IntegrityError, match=NOBODY):
        row.save()


def test_nobody_answers_the_checklist_for_author_or_reviewer(by: Approval) -> None:
    promise(approved(Text(manuscript()), by), by)
    for place in (manuscript().answers, by.answers):
        question = next(iter(place))
        forged = replace(by, answers={**by.answers, question: "Người khác nói."})
        with pytest.raises(IntegrityError, match=NOBODY), transaction.atomic():
            row_of(manuscript(), forged).save()
    row_of(manuscript(), by).save()


def test_only_author_and_reviewer_of_the_approval_are_named(by: Approval) -> None:
    promise(approved(Text(manuscript()), by), by)
    hoa = member("Hoa")
    for people in (
        {"author": hoa},
        {"reviewer": hoa},
        {"author": by.reviewer, "reviewer": by.author},
    ):
        with pytest.raises(IntegrityError, match=NOBODY), transaction.atomic():
            row_of(manuscript(), by, **people).save()
    row_of(manuscript(), by).save()


def test_whoever_wrote_is_named(by: Approval) -> None:
    draft, hoa = approved(Text(manuscript()), by), member("Hoa")
    Contributor.objects.create(draft=draft, member=hoa)
    promise(draft, by)
    with pytest.raises(IntegrityError, match=NOBODY), transaction.atomic():
        row_of(manuscript(), by).save()
    row = row_of(manuscript(), by)
    CoAuthor.objects.create(version_id=row.pk, member=hoa)
    row.save()


@pytest.mark.parametrize("change", [{"is_active": False}, {"role": Role.CONTRIBUTOR}])
@pytest.mark.parametrize("who", ["author", "reviewer"])
def test_who_left_or_lost_the_role_stands_behind_nothing(
    by: Approval, who: str, change: dict[str, object]
) -> None:
    promise(approved(Text(manuscript()), by), by)
    Member.objects.filter(pk=getattr(by, who).pk).update(**change)
    row = row_of(manuscript(), by)
    with pytest.raises(IntegrityError, match=NOBODY):
        row.save()


@pytest.mark.parametrize("judgement", [SENT_BACK, DISAGREEMENT])
def test_another_decision_promises_nothing(by: Approval, judgement: object) -> None:
    draft = waiting(by.author)
    review_draft(draft, judgement, number=2, by=by.reviewer)  # type: ignore[arg-type]
    with pytest.raises(IntegrityError, match=NOBODY):
        promise(draft, by)


def test_an_older_approval_promises_nothing(by: Approval) -> None:
    draft = approved(Text(manuscript()), by)
    content = fields_of(Text(manuscript(summary="Sau khi duyệt.")))
    Revision.objects.create(
        draft=draft, number=2, by=by.author, saved_at=timezone.now(), content=content
    )
    with pytest.raises(IntegrityError, match=NOBODY):
        promise(draft, by)


def test_a_reviewer_who_wrote_later_promises_nothing(by: Approval) -> None:
    draft = approved(Text(manuscript()), by)
    Contributor.objects.create(draft=draft, member=by.reviewer)
    with pytest.raises(IntegrityError, match=NOBODY):
        promise(draft, by)


def test_a_draft_does_not_take_a_version_that_is_there(by: Approval) -> None:
    version = published()
    other = approval(version.author, version.reviewer, identity=version.pk)
    with pytest.raises(IntegrityError, match=NOBODY):
        promise(approved(Text(manuscript()), other), other)


def test_an_approval_makes_one_version_only(by: Approval) -> None:
    promise(approved(Text(manuscript()), by), by)
    row_of(manuscript(), by).save()
    again = replace(by, identity=uuid.uuid4())
    row = row_of(manuscript(), again)
    with pytest.raises(IntegrityError, match=NOBODY):
        row.save()


def test_a_promise_without_a_version_does_not_last(by: Approval) -> None:
    with transaction.atomic():
        promise(approved(Text(manuscript()), by), by)
        with pytest.raises(IntegrityError):
            connection.check_constraints()
        transaction.set_rollback(True)


def test_a_first_version_is_approved_as_one_and_a_correction_of_its_own(by: Approval) -> None:
    first = published()
    changed = manuscript(summary="Khác.")
    promise(approved(Text(changed, Kind.CORRECTION, "Vì."), by, corrects=first), by)
    right = {"fact_check": first.fact_check, "number": 2, "kind": Kind.CORRECTION, "reason": "Vì."}
    for wrong in (
        {"fact_check": FactCheck.objects.create(slug="x")},
        {"number": 3},
        {"kind": Kind.TYPO},
        {"reason": "Khác."},
        {"number": 1, "kind": Kind.FIRST, "fact_check": FactCheck.objects.create(slug="y")},
    ):
        with pytest.raises(IntegrityError, match=NOBODY), transaction.atomic():
            row_of(changed, by, **{**right, **wrong}).save()
    row_of(changed, by, **right).save()


def test_a_retraction_is_not_called_a_change_of_verdict(by: Approval) -> None:
    first = published()
    promise(approved(Text(manuscript(), Kind.RETRACTED, "Sai."), by, corrects=first), by)
    row = row_of(manuscript(), by, fact_check=first.fact_check, number=2, reason="Sai.")
    row.kind = Kind.VERDICT_CHANGED
    with pytest.raises(IntegrityError, match=NOBODY):
        row.save()


LATER = {
    "another author": (
        "UPDATE factchecks_version SET author_id = (SELECT MAX(id) FROM members_member)"
    ),
    "another reviewer of the review": (
        "UPDATE drafts_review SET reviewer_id = (SELECT MAX(id) FROM members_member)"
    ),
    "no review": ("DELETE FROM drafts_review"),
    "no request": ("DELETE FROM drafts_request"),
    "another text": ("UPDATE drafts_revision SET content = '{}'"),
    "the reviewer as a contributor": (
        "INSERT INTO drafts_contributor (draft_id, member_id)"
        " SELECT id, (SELECT reviewer_id FROM factchecks_version) FROM drafts_draft"
    ),
    "another version of the draft": ("UPDATE drafts_draft SET published_id = NULL"),
    "another number of the draft": ("UPDATE drafts_draft SET id = id + 1000"),
    "other numbers of members": ("UPDATE members_member SET id = id + 1000"),
    "the numbers of two members swapped": (
        "UPDATE members_member SET id = CASE id WHEN (SELECT MIN(id) FROM members_member)"
        " THEN (SELECT MAX(id) FROM members_member) ELSE -1 END"
    ),
    "no author": (
        "DELETE FROM members_member WHERE id IN (SELECT author_id FROM factchecks_version)"
    ),
    "no reviewer": (
        "DELETE FROM members_member WHERE id IN (SELECT reviewer_id FROM factchecks_version)"
    ),
}


@pytest.mark.parametrize("statement", LATER.values(), ids=LATER.keys())
def test_what_a_publication_rests_on_stays_as_it_is(statement: str) -> None:
    published()
    member("Hoa")
    # At once, not only at the end of the transaction, when another row might stand there.
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    connection.check_constraints()


def test_nobody_takes_the_number_of_another_member() -> None:
    version = published()
    with pytest.raises(DatabaseError), transaction.atomic():
        Member.objects.bulk_create(
            [Member(pk=version.author_id, email="x@desk.example", name="x")],
            update_conflicts=True,
            unique_fields=["id"],
            update_fields=["email", "name"],
        )
    assert Member.objects.get(pk=version.author_id).name == "Lan"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a statement of SQLite alone")
def test_no_member_is_replaced() -> None:
    published()
    statement = "INSERT OR REPLACE INTO members_member SELECT * FROM members_member"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_member_whom_nothing_names_can_go() -> None:
    hoa = member("Hoa", second_factor=False)
    hoa.delete()
    assert not Member.objects.exists()


def test_a_corrected_fact_check_has_an_approval_for_each_version(by: Approval) -> None:
    first = published()
    correct(first, manuscript(summary="Khác."), by, kind=Kind.TYPO, reason="Gõ nhầm.")
    assert Draft.objects.exclude(published=None).count() == Version.objects.count() == 2
