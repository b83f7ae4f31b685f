"""What tests of questions and claims are built from."""

import secrets
from datetime import datetime, timedelta

from django.utils import timezone

from kiemchung_site.claims.actions import SentForm, submit_question
from kiemchung_site.claims.models import Claim, Question

PAPAYA = "Uống nước lá đu đủ chữa khỏi sốt xuất huyết trong ba ngày"
DAM = "Đập thủy điện Hòa Bình sẽ vỡ trong đêm nay"


def form() -> SentForm:
    return SentForm(secrets.token_hex(32), timezone.now() + timedelta(hours=2))


def ask(text: str = PAPAYA) -> str:
    """Submit a question and return its code."""
    return submit_question(text, form())


def newest_question() -> Question:
    return Question.objects.select_related("claim").latest("pk")


def claim_about(text: str = PAPAYA) -> Claim:
    """Return the claim that was opened for a new question."""
    ask(text)
    return newest_question().claim


def age(question: Question, days: int) -> None:
    """Let a question have been asked so many days ago."""
    Question.objects.filter(pk=question.pk).update(asked_at=ago(days))


def ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)
