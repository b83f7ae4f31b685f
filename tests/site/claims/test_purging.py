"""A question past its date is gone: from the tables, the file and the journal."""

import io
import sqlite3
import time
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.utils import timezone

from kiemchung_site.claims import tasks
from kiemchung_site.claims.actions import (
    answer_claim,
    confirm_joining,
    merge_claims,
    purge_questions,
    restate_claim,
    start_work,
)
from kiemchung_site.claims.models import (
    Claim,
    ClaimVector,
    Counted,
    DayCount,
    Deed,
    Doubt,
    Question,
    SpentForm,
)
from kiemchung_site.claims.queries import progress_of
from kiemchung_site.drafts.actions import start_draft
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.figures.periods import Period
from kiemchung_site.figures.queries import figures_of
from kiemchung_site.members.models import Role
from tests.site.building import member, published
from tests.site.claims.building import DAM, PAPAYA, age, ask, claim_about, newest_question

SECRET = "Xiphosura"
WORDS = f"{SECRET} {PAPAYA}"


def later(days: int = 91) -> datetime:
    return timezone.now() + timedelta(days=days)


def files_with(folder: Path, text: str) -> list[str]:
    found = [path for path in folder.rglob("*") if path.is_file()]
    return [path.name for path in found if text.encode() in path.read_bytes()]


def test_the_bytes_are_overwritten_in_the_file_and_in_the_journal(database_file: Path) -> None:
    folder = database_file.parent
    for number in range(60):
        ask(f"{SECRET} số {number}: " + PAPAYA * (1 + number % 7))
    merge_claims(
        Claim.objects.earliest("pk"), Claim.objects.latest("pk"), by=member("Mai", Role.CHECKER)
    )
    assert files_with(folder, SECRET)
    assert purge_questions(later()) == 60
    assert files_with(folder, SECRET) == []
    assert files_with(folder, PAPAYA[:20]) == []
    assert (folder / "site.sqlite-wal").stat().st_size == 0
    with sqlite3.connect(database_file) as other:
        assert other.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_file_is_written_anew(database_file: Path) -> None:
    """Pages from which rows went, and in which others moved, keep pieces of them in their gaps."""
    for number in range(60):
        ask(f"{SECRET} số {number}: " + PAPAYA * (1 + number % 7))
    purge_questions(later())
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA freelist_count").fetchone() == (0,)


@pytest.mark.parametrize("restated", ["", "Lá đu đủ chữa sốt xuất huyết"])
def test_a_draft_does_not_keep_a_sender_s_words(database_file: Path, restated: str) -> None:
    mai = member("Mai", Role.CHECKER)
    claim = claim_about(WORDS)
    if restated:
        restate_claim(claim, text=restated, topic="health", by=mai)
    draft = start_draft(claim, language="vi", by=mai)
    assert draft.newest.text.manuscript.claim == restated
    purge_questions(later())
    assert files_with(database_file.parent, SECRET) == []


def test_without_overwriting_the_bytes_would_stay(database_file: Path) -> None:
    """Shows that looking through the file finds what is there to be found."""
    for number in range(60):
        ask(f"{SECRET} số {number}: " + PAPAYA * (1 + number % 7))
    Question.objects.all().delete()
    assert "site.sqlite-wal" in files_with(database_file.parent, SECRET)


def test_a_reader_does_not_keep_the_words_alive(database_file: Path) -> None:
    """While somebody reads an older state the journal stays; the next purge empties it."""
    ask(WORDS)
    reader = sqlite3.connect(database_file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM claims_question").fetchone()
    assert purge_questions(later()) == 1
    assert not Question.objects.exists()
    reader.close()
    purge_questions(later())
    assert files_with(database_file.parent, SECRET) == []


def test_what_is_not_past_its_date_stays(sample: SiteLibrary) -> None:
    code = ask(WORDS)
    assert purge_questions(later(89)) == 0
    assert progress_of(code, timezone.now()) is not None
    assert purge_questions(later(90) + timedelta(minutes=1)) == 1
    assert not Question.objects.exists()


def test_a_receipt_is_over_on_time_even_before_the_purge(sample: SiteLibrary) -> None:
    code = ask(WORDS)
    age(newest_question(), 91)
    assert progress_of(code, timezone.now()) is None


def test_only_counts_remain(sample: SiteLibrary) -> None:
    ask(WORDS)
    purge_questions(later())
    for model in (Question, Claim, ClaimVector, Doubt, SpentForm):
        assert not model.objects.exists(), model
    assert {row.what: row.number for row in DayCount.objects.all()} == {
        Counted.SUBMITTED: 1,
        Counted.PURGED: 1,
    }


def test_a_claim_in_the_desks_words_stays(sample: SiteLibrary) -> None:
    claim = claim_about(WORDS)
    restate_claim(claim, text="Lá đu đủ", topic="health", by=member("Mai", Role.CHECKER))
    purge_questions(later())
    claim.refresh_from_db()
    assert (claim.text, claim.asked) == ("Lá đu đủ", 1)


def test_of_when_a_question_came_the_day_remains_and_the_figures_stay(sample: SiteLibrary) -> None:
    claim = claim_about(WORDS)
    restate_claim(claim, text="Lá đu đủ", topic="health", by=member("Mai", Role.CHECKER))
    answer_claim(claim, published().fact_check)
    answered = claim.events.get(deed=Deed.ANSWERED)
    today = timezone.localdate()
    before = figures_of(Period(today, today), timezone.now())
    purge_questions(later(89))
    assert claim.events.get(deed=Deed.OPENED).questions != []
    purge_questions(later())
    opened = claim.events.get(deed=Deed.OPENED)
    came = timezone.localtime(opened.at)
    assert (opened.questions, came.date(), came.time()) == ([], today, datetime.min.time())
    assert claim.events.get(deed=Deed.ANSWERED).at == answered.at
    after = figures_of(Period(today, today), timezone.now())
    assert (after.answered, after.demand) == (before.answered, before.demand)
    assert before.answered.answered == 1


def test_a_claim_that_somebody_works_on_stays_without_the_senders_words(
    sample: SiteLibrary,
) -> None:
    claim = claim_about(WORDS)
    start_work(claim, by=member("Mai", Role.CHECKER))
    purge_questions(later())
    claim.refresh_from_db()
    assert claim.text == ""


def test_a_claim_goes_on_in_the_words_of_the_next_question(sample: SiteLibrary) -> None:
    claim = claim_about(WORDS)
    age(newest_question(), 91)
    ask(DAM)
    question = newest_question()
    Doubt.objects.create(question=question, claim=claim, probability=0.7)
    confirm_joining(question, by=member("Mai", Role.CONTRIBUTOR))
    assert purge_questions(timezone.now()) == 1
    claim.refresh_from_db()
    assert (claim.text, claim.asked) == (DAM, 2)
    ask(DAM)
    assert newest_question().claim == claim


@pytest.mark.parametrize(("days", "left"), [("30", 0), ("365", 1)])
def test_the_operator_sets_the_days_and_the_command_purges(
    sample: SiteLibrary,
    settings,  # type: ignore[no-untyped-def]
    days: str,
    left: int,
) -> None:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, question_days=int(days))
    ask(WORDS)
    age(newest_question(), 60)
    written = io.StringIO()
    call_command("purge", stdout=written)
    assert Question.objects.count() == left
    assert written.getvalue() == f"Deleted {1 - left} questions.\n"


def test_a_served_site_purges_by_itself(database_file: Path) -> None:
    ask(WORDS)
    age(newest_question(), 91)
    stop = tasks.start_purging(every=0.05)
    end = time.monotonic() + 60
    while Question.objects.exists() and time.monotonic() < end:
        time.sleep(0.05)
    stop()
    assert not Question.objects.exists()


def test_a_purge_that_fails_is_logged_and_does_not_end_the_rounds(
    database_file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: datetime) -> int:
        raise OperationalError(WORDS)

    monkeypatch.setattr(tasks, "purge_questions", fail)
    tasks.purge_once()
    assert "OperationalError" in caplog.text
    assert SECRET not in caplog.text
