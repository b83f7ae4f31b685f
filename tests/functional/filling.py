"""What is done inside a site that is looked at with a browser; see ``Served.run``."""

import json
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from kiemchung_site.drafts.models import Draft
from kiemchung_site.factchecks.actions import correct_fact_check, publish_fact_check
from kiemchung_site.factchecks.manuscripts import manuscript_of
from kiemchung_site.factchecks.models import Kind, Step, Version
from kiemchung_site.members.models import Member, Role
from tests.site.building import approval, manuscript

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
    by = approval(lan, minh)
    first = publish_fact_check(manuscript(), by)
    second = publish_fact_check(manuscript(**ENGLISH), by)
    third = publish_fact_check(manuscript(claim="Ăn tỏi thì khỏi cúm trong một giờ"), by)
    corrected = manuscript(verdict=Step.MOSTLY_FALSE, summary="Răng đã mất thì không mọc lại.")
    correct_fact_check(first, corrected, by, kind=Kind.CORRECTION, reason="Có nguồn mới.")
    withdrawn = manuscript_of(third)
    correct_fact_check(third, withdrawn, by, kind=Kind.RETRACTED, reason="Nguồn sai.")
    return " ".join(v.fact_check.address(v.language) for v in (first, second, third))


def publish(claim: str) -> str:
    """Publish one more fact-check, by two new members."""
    number = Version.objects.count()
    author = Member.objects.create_user(f"a{number}@desk.example", "An", role=Role.REVIEWER)
    reviewer = Member.objects.create_user(f"b{number}@desk.example", "Bình", role=Role.REVIEWER)
    return publish_fact_check(
        manuscript(claim=claim), approval(author, reviewer)
    ).fact_check.address("vi")


def newest_text(draft: str) -> str:
    """Return the newest text of a draft as it is stored, as JSON."""
    return json.dumps(Draft.objects.get(pk=int(draft)).newest.content["manuscript"])
