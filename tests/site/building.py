"""What tests of the site are built from."""

from dataclasses import replace

from allauth.mfa.totp.internal.auth import TOTP

from kiemchung_site.factchecks.actions import publish_fact_check
from kiemchung_site.factchecks.approvals import Approval
from kiemchung_site.factchecks.checklist import OF_AUTHORS, OF_REVIEWERS
from kiemchung_site.factchecks.manuscripts import Manuscript, Quote
from kiemchung_site.factchecks.models import Stance, Step, Version
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
    return publish_fact_check(manuscript(**changes), approval(member("Lan"), member("Minh")))
