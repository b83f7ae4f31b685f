"""What tests of the site are built from."""

import uuid
from dataclasses import replace

from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.utils import timezone

from kiemchung_site.drafts.models import Decision, Draft, Request, Review, Revision
from kiemchung_site.drafts.texts import Text, fields_of
from kiemchung_site.factchecks.actions import correct_fact_check, publish_fact_check
from kiemchung_site.factchecks.approvals import Approval
from kiemchung_site.factchecks.checklist import OF_AUTHORS, OF_REVIEWERS
from kiemchung_site.factchecks.manuscripts import Manuscript, Quote
from kiemchung_site.factchecks.models import Kind, Stance, Step, Version
from kiemchung_site.members.models import Member, Role

TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CLAIM = "Ăn vỏ sầu riêng làm răng mọc lại"
CHECKED = dict.fromkeys(OF_REVIEWERS, "Đã xem kỹ từng nguồn.")


def member(
    name: str,
    role: Role = Role.REVIEWER,
    *,
    password: str | None = None,
    second_factor: bool = True,
) -> Member:
    """Add a member who may work at once; without ``second_factor``, one who has to set it up."""
    found = Member.objects.create_user(f"{name}@desk.example", name, password, role)
    if second_factor:
        TOTP.activate(found, TOTP_SECRET)
    return found


def manuscript(**changes: object) -> Manuscript:
    usual = Manuscript(
        claim=CLAIM,
        verdict=Step.FALSE,
        summary="Răng vĩnh viễn đã mất thì không mọc lại.",
        reasoning="Người lớn **không** còn mầm răng.",
        would_refute="Một thử nghiệm có đối chứng cho thấy răng mọc lại.",
        uncertainty="Chưa ai thử riêng vỏ sầu riêng.",
        language="vi",
        topic="health",
        evidence=(
            Quote(
                "Răng vĩnh viễn không mọc lại.",
                Stance.CONTRADICTS,
                "Bệnh viện Răng Hàm Mặt",
                "https://hospital.example/rang",
            ),
        ),
        answers=dict.fromkeys(OF_AUTHORS, "Có, hỏi được bác sĩ răng hàm mặt."),
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def approval(author: Member, reviewer: Member, **changes: object) -> Approval:
    return replace(Approval(author, reviewer, CHECKED), **changes)  # type: ignore[arg-type]


def published(**changes: object) -> Version:
    """Publish a fact-check by two new members."""
    return publish(manuscript(**changes), approval(member("Lan"), member("Minh")))


@transaction.atomic
def publish(given: Manuscript, by: Approval) -> Version:
    """Publish ``given`` out of a draft in which it was approved."""
    by = replace(by, identity=uuid.uuid4())
    promise(approved(Text(given), by), by)
    return publish_fact_check(given, by)


@transaction.atomic
def correct(
    before: Version, given: Manuscript, by: Approval, *, kind: Kind, reason: str
) -> Version:
    """Publish ``given`` in place of ``before`` out of a draft in which it was approved."""
    by = replace(by, identity=uuid.uuid4())
    promise(approved(Text(given, kind, reason), by, corrects=before), by)
    return correct_fact_check(before, given, by, kind=kind, reason=reason)


def approved(text: Text, by: Approval, *, corrects: Version | None = None) -> Draft:
    """Return a draft with ``text``, as its author wrote and its reviewer approved it."""
    draft, now = Draft.objects.create(corrects=corrects), timezone.now()
    revision = Revision.objects.create(
        draft=draft, number=1, by=by.author, saved_at=now, content=fields_of(text)
    )
    Review.objects.create(
        request=Request.objects.create(revision=revision, by=by.author, asked_at=now),
        reviewer=by.reviewer,
        decision=Decision.APPROVE,
        checklist=dict(by.answers),
        decided_at=now,
    )
    return draft


def promise(draft: Draft, by: Approval) -> None:
    """Say in ``draft`` which version it ends with."""
    Draft.objects.filter(pk=draft.pk).update(published=by.identity)
