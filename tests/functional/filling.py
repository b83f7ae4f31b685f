"""What is done inside a site that is looked at with a browser; see ``Served.run``."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from kiemchung_site.factchecks.actions import correct_fact_check, publish_fact_check
from kiemchung_site.factchecks.actions.correct import draft_of
from kiemchung_site.factchecks.models import Kind, Step, Version
from kiemchung_site.members.models import Member, Role
from tests.site.building import draft

ENGLISH = {
    "claim": "Eating durian peel makes lost teeth grow back",
    "summary": "Permanent teeth that are lost do not grow back.",
    "reasoning": "Adults have **no** tooth buds left.\n\n1. none\n2. nowhere\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "would_refute": "A controlled trial in which teeth grow back.",
    "uncertainty": "Nobody has tried durian peel.",
    "language": "en",
}


def add_member(email: str, name: str, role: str = Role.REVIEWER) -> None:
    Member.objects.create_user(email, name, role=Role(role))


def session_of(email: str) -> str:
    """Return the key of a new session in which this member is logged in."""
    member = Member.objects.get(email=email)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def publish_examples() -> str:
    """Publish one fact-check in each language, correct one, retract a third; return addresses."""
    lan = Member.objects.create_user("lan@desk.example", "Lan", role=Role.REVIEWER)
    minh = Member.objects.create_user("minh@desk.example", "Minh", role=Role.REVIEWER)
    first = publish_fact_check(draft(lan), by=minh)
    second = publish_fact_check(draft(lan, **ENGLISH), by=minh)
    third = publish_fact_check(draft(lan, claim="Ăn tỏi thì khỏi cúm trong một giờ"), by=minh)
    corrected = draft(lan, verdict=Step.MOSTLY_FALSE, summary="Răng đã mất thì không mọc lại.")
    correct_fact_check(first, corrected, kind=Kind.CORRECTION, reason="Có nguồn mới.", by=minh)
    withdrawn = draft_of(third, lan)
    correct_fact_check(third, withdrawn, kind=Kind.RETRACTED, reason="Nguồn sai.", by=minh)
    return " ".join(v.fact_check.address(v.language) for v in (first, second, third))


def publish(claim: str) -> str:
    """Publish one more fact-check, by two new members."""
    number = Version.objects.count()
    author = Member.objects.create_user(f"a{number}@desk.example", "An", role=Role.REVIEWER)
    reviewer = Member.objects.create_user(f"b{number}@desk.example", "Bình", role=Role.REVIEWER)
    return publish_fact_check(draft(author, claim=claim), by=reviewer).fact_check.address("vi")
