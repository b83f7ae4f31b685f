"""What is done inside a site that is looked at with a browser; see ``Served.run``."""

import json
import time
from importlib import import_module

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from kiemchung.claims import Level
from kiemchung_site.claims.actions import answer_claim, assess_harm, decline_claim, restate_claim
from kiemchung_site.claims.models import Claim, Ground, Harm, Question
from kiemchung_site.drafts.actions import start_draft
from kiemchung_site.drafts.models import Draft
from kiemchung_site.factchecks.manuscripts import manuscript_of
from kiemchung_site.factchecks.models import Kind, Step, Version
from kiemchung_site.members.actions import invite_administrator
from kiemchung_site.members.models import Member, Role
from kiemchung_site.pages.actions import edit_page
from tests.functional.admitting import admit_members, make_links
from tests.functional.drafting import draft_examples
from tests.functional.examples import QUESTIONS, codes_in
from tests.site.building import approval, correct, manuscript, member, publish
from tests.site.claims.building import ask
from tests.site.desk.entering import METHODS, PASSWORD, WHOSE
from tests.site.figures.building import DAY, answered, asks, claim, noon

ENGLISH = {
    "claim": "Eating durian peel makes lost teeth grow back",
    "summary": "Permanent teeth that are lost do not grow back.",
    "reasoning": "Adults have **no** tooth buds left.\n\n1. none\n2. nowhere\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "would_refute": "A controlled trial in which teeth grow back.",
    "uncertainty": "Nobody has tried durian peel.",
    "language": "en",
}


def add_member(name: str, role: str = Role.REVIEWER) -> None:
    """Add a member who logs in with the password of ``entering`` and its authenticator app."""
    member(name, Role(role), password=PASSWORD)


def invitation(name: str) -> str:
    """Invite an administrator and return the token of the link."""
    return invite_administrator(f"{name.lower()}@desk.example", name)


_AS_LONG_AS_ANYBODY_LOOKS = 12 * 3600


def session_of(email: str) -> str:
    """Return the key of a new session of a member who need not confirm again who it is."""
    found = Member.objects.get(email=email)
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(found.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = found.get_session_auth_hash()
    confirmed = time.time() + _AS_LONG_AS_ANYBODY_LOOKS
    session[METHODS] = [{"method": "login", "at": confirmed, "reauthenticated": True}]
    session[WHOSE] = str(found.pk)
    session.create()
    return str(session.session_key)


def fill() -> None:
    """Bring everything in that there is to be seen."""
    publish_examples()
    ask_examples()
    work_of_last_quarter()
    admit_members()
    make_links()
    draft_examples()
    edit_page("funding", "vi", "Một quỹ của bạn đọc.", reason="Có quỹ mới.", after=0, by=_lan())
    edit_page("funding", "en", "A fund of readers.", reason="There is a fund.", after=0, by=_lan())


def _lan() -> Member:
    return Member.objects.get(name="Lan")


def publish_examples() -> str:
    """Publish one fact-check in each language, correct one, retract a third; return addresses."""
    by = approval(member("Lan", Role.ADMINISTRATOR), member("Minh"))
    first = publish(manuscript(), by)
    second = publish(manuscript(**ENGLISH), by)
    third = publish(manuscript(claim="Ăn tỏi thì khỏi cúm trong một giờ"), by)
    corrected = manuscript(verdict=Step.MOSTLY_FALSE, summary="Răng đã mất thì không mọc lại.")
    correct(first, corrected, by, kind=Kind.CORRECTION, reason="Có nguồn mới.")
    withdrawn = manuscript_of(third)
    correct(third, withdrawn, by, kind=Kind.RETRACTED, reason="Nguồn sai.")
    return " ".join(v.fact_check.address(v.language) for v in (first, second, third))


def publish_one(claim: str) -> str:
    """Publish one more fact-check, by two new members."""
    number = Version.objects.count()
    by = approval(member(f"An{number}"), member(f"Minh{number}"))
    return publish(manuscript(claim=claim), by).fact_check.address("vi")


def retract_newest() -> None:
    """Retract the fact-check that was published last."""
    newest = Version.objects.latest("published_at")
    by = approval(newest.author, newest.reviewer)
    correct(newest, manuscript_of(newest), by, kind=Kind.RETRACTED, reason="Nguồn sai.")


def ask_examples() -> None:
    """Ask a question for each stage, bring it there, and keep the codes in the data folder."""
    codes = {stage: ask(message) for stage, message in QUESTIONS.items()}
    lan = _lan()
    claims = {stage: _claim_about(message) for stage, message in QUESTIONS.items()}
    ask(QUESTIONS["joined"])
    restate_claim(claims["joined"], text="Nước lá ổi rửa mắt chữa cận thị", topic="health", by=lan)
    assess_harm(claims["joined"], Harm.SERIOUS, by=lan)
    start_draft(claims["in_work"], language="vi", by=lan)
    text, reason = "Phố nào đẹp nhất", "Đẹp hay không là ý kiến của mỗi người."
    decline_claim(claims["declined"], text=text, ground=Ground.OPINION, reason=reason, by=lan)
    corrected = Version.objects.exclude(kind=Kind.RETRACTED).get(number=2)
    answer_claim(claims["answered"], corrected.fact_check)
    codes_in(settings.CONFIGURATION.data).write_text(json.dumps(codes), encoding="utf-8")


def work_of_last_quarter() -> None:
    """Let the desk have had a quarter of which there is something to be counted."""
    for number in range(40):
        asked, topic = (
            noon(2 * number),
            ("health", "scams", "health", "food", "", "scams", "health")[number % 7],
        )
        if number % 3:
            answered(asked, (number % 11 + 0.4) * DAY, topic=topic, text="Điều đã trả lời")
        else:
            claim(asked - number * DAY, topic=topic, text=f"Điều còn mở thứ {number}")
    for level, number in zip(Level, (1234, 321, 456), strict=True):
        asks(number, level)


def _claim_about(message: str) -> Claim:
    return Question.objects.select_related("claim").get(text=message).claim


def newest_text(draft: str) -> str:
    """Return the newest text of a draft as it is stored, as JSON."""
    return json.dumps(Draft.objects.get(pk=int(draft)).newest.content["manuscript"])
