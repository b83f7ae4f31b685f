import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from smtplib import SMTPAuthenticationError
from types import SimpleNamespace

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.staticfiles import finders
from django.core.mail.backends.smtp import EmailBackend
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from pytest_django import Settings

import kiemchung_site
from kiemchung_site.config.options import MailServer, Mode
from kiemchung_site.factchecks.library import SiteLibrary
from kiemchung_site.factchecks.models import FactCheck, RecordHead
from kiemchung_site.members.models import Member, Role
from kiemchung_site.running import doctor
from kiemchung_site.running.doctor import (
    CHECKS,
    State,
    database,
    desk,
    examine,
    index,
    machine,
    static_files,
)
from kiemchung_site.running.doctor import settings as settings_checks
from kiemchung_site.running.doctor.finding import Finding
from kiemchung_site.running.installation import note_backup
from tests.site.building import TOTP_SECRET, member
from tests.site.claims.building import age, claim_about, newest_question

pytestmark = pytest.mark.django_db

GOOD_KEY = "".join(chr(48 + n) for n in range(60))


def says(finding: Finding, state: State, words: str) -> None:
    assert finding.state is state, finding
    assert words in finding.remedy


def test_a_sound_site_has_nothing_to_mend(
    sample: SiteLibrary, site_folder: Path, settings: Settings
) -> None:
    settings.SECRET_KEY = GOOD_KEY
    (site_folder / "site").mkdir(exist_ok=True)
    note_backup(site_folder / "x")
    findings = {finding.name: finding for finding in examine()}
    assert len(findings) == len(CHECKS)
    assert [name for name, f in findings.items() if f.state is State.BAD] == []
    assert {name for name, f in findings.items() if f.state is State.DOUBTFUL} <= {
        "mode",  # tests are not production
        "administrators with a second factor",
        "encoder",  # and have one without a model
        "room on the disk",
    }
    assert all(bool(f.remedy) == (f.state is not State.GOOD) for f in findings.values())


def test_looking_leaves_nothing_behind(sample: SiteLibrary) -> None:
    examine()
    assert Member.objects.count() == 0
    assert FactCheck.objects.count() == 0


def test_a_weak_key_is_named(settings: Settings) -> None:
    settings.SECRET_KEY = "k" * 60
    says(settings_checks.secret_key_is_strong(), State.BAD, "secrets.token_urlsafe(50)")


@pytest.mark.parametrize(
    ("origin", "mode", "state"),
    [
        ("http://desk.example", Mode.PRODUCTION, State.BAD),
        ("http://127.0.0.1:8000", Mode.PRODUCTION, State.DOUBTFUL),
        ("http://127.0.0.1:8000", Mode.DEVELOPMENT, State.GOOD),
        ("https://desk.example", Mode.PRODUCTION, State.GOOD),
    ],
)
def test_an_address_without_https_is_named(
    settings: Settings, origin: str, mode: Mode, state: State
) -> None:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, origin=origin, mode=mode)
    assert settings_checks.origin_is_secure().state is state


def test_any_host_is_too_many(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    says(settings_checks.hosts_are_named(), State.BAD, "KIEMCHUNG_HOSTS")


def test_a_database_out_of_reach_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise DatabaseError

    monkeypatch.setattr(connection, "ensure_connection", fail)
    says(database.is_reachable(), State.BAD, "DATABASE_URL")


def test_a_missing_migration_is_named() -> None:
    MigrationRecorder(connection).record_unapplied("figures", "0001_initial")
    says(database.is_migrated(), State.BAD, "kiemchung-site migrate")


def test_a_dropped_trigger_is_named() -> None:
    with connection.cursor() as cursor:
        on = " ON factchecks_version" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER factchecks_version_insert{on}")
    says(database.triggers_are_there(), State.BAD, "last backup")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="changes SQLite's own table")
def test_a_lost_rule_of_two_people_is_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'factchecks_version'")
        (table,) = cursor.fetchone()
        rule = 'CONSTRAINT "version_two_people"'
        start = table.index(rule)
        end = table.index(", CONSTRAINT", start)
        cursor.execute("PRAGMA writable_schema = ON")
        cursor.execute(
            "UPDATE sqlite_master SET sql = %s WHERE name = 'factchecks_version'",
            [table[:start] + table[end + 2 :]],
        )
        cursor.execute("PRAGMA writable_schema = RESET")
        try:
            says(database.two_people_are_needed(), State.BAD, "version_two_people")
        finally:
            cursor.execute("PRAGMA writable_schema = ON")
            cursor.execute(
                "UPDATE sqlite_master SET sql = %s WHERE name = 'factchecks_version'", [table]
            )
            cursor.execute("PRAGMA writable_schema = RESET")
    assert database.two_people_are_needed().state is State.GOOD


def test_a_missing_index_is_named(library: SiteLibrary) -> None:
    says(index.is_there(), State.BAD, "reindex")


def test_an_index_behind_the_record_is_named(sample: SiteLibrary) -> None:
    RecordHead.objects.update(revision=500)
    says(index.follows_the_record(), State.BAD, "reindex")


def test_a_damaged_encoder_is_named(settings: Settings) -> None:
    settings.CONFIGURATION = replace(settings.CONFIGURATION, encoder="nobody-knows")
    says(index.encoder_is_whole(), State.BAD, "Known are")


def test_a_folder_that_cannot_be_written_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    says(machine.folders_can_be_written(), State.BAD, "right to write")


def test_files_that_everybody_can_read_are_named(site_folder: Path) -> None:
    folder = site_folder / "site"
    folder.mkdir(exist_ok=True)
    folder.chmod(0o755)
    (folder / "site.sqlite").touch(mode=0o644)
    (folder / "site.sqlite").chmod(0o644)
    says(machine.folders_are_private(), State.DOUBTFUL, "chmod o-rwx")
    folder.chmod(0o700)
    assert machine.folders_are_private().state is State.GOOD


@pytest.mark.parametrize(
    ("free", "state"),
    [(10**8, State.BAD), (10**9, State.DOUBTFUL), (10**10, State.GOOD)],
)
def test_a_full_disk_is_named(monkeypatch: pytest.MonkeyPatch, free: int, state: State) -> None:
    monkeypatch.setattr(machine.shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    assert machine.disk_has_room().state is state


def test_a_clock_that_runs_behind_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_BUILT", datetime.now(UTC) + timedelta(days=1))
    says(machine.clock_is_right(), State.BAD, "timedatectl")


def test_every_style_and_script_is_looked_for() -> None:
    ours = Path(kiemchung_site.__file__).parent.glob("*/static/**/*.*")
    names = {path.as_posix().partition("/static/")[2] for path in ours}
    assert static_files.wanted_files() == names


def test_a_missing_style_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    find = finders.find
    gone = "desk/presence.js"
    monkeypatch.setattr(finders, "find", lambda name: None if name == gone else find(name))
    finding = static_files.static_files_are_there()
    says(finding, State.BAD, "Install the program anew")
    assert finding.found == gone


def test_questions_past_their_date_are_named() -> None:
    age(claim_about().questions.get(), 89)
    assert desk.questions_are_purged().state is State.GOOD
    age(newest_question(), 91)
    says(desk.questions_are_purged(), State.BAD, "kiemchung-site purge")


def test_a_desk_that_nobody_can_administer_is_named() -> None:
    says(desk.administrator_can_work(), State.DOUBTFUL, "create_administrator")
    lan = member("Lan", Role.ADMINISTRATOR, second_factor=False)
    says(desk.administrator_can_work(), State.DOUBTFUL, "set it up")
    TOTP.activate(lan, TOTP_SECRET)
    assert desk.administrator_can_work().state is State.GOOD
    Member.objects.update(is_active=False)
    says(desk.administrator_can_work(), State.DOUBTFUL, "create_administrator")


def test_without_a_mail_server_nobody_is_asked() -> None:
    assert desk.mail_server_answers().state is State.GOOD


@pytest.fixture
def mail_server(settings: Settings) -> None:
    server = MailServer("mail.example", 587, "desk", "secret", has_tls=False)
    settings.CONFIGURATION = replace(settings.CONFIGURATION, mail_server=server)


def test_a_mail_server_that_answers_is_good(mail_server: None) -> None:
    finding = desk.mail_server_answers()
    assert (finding.state, finding.found) == (State.GOOD, "mail.example:587")


class Refuses(EmailBackend):
    """A mail server that does not let the site in."""

    def open(self) -> bool:
        assert self.timeout is not None
        assert self.timeout <= 10
        raise SMTPAuthenticationError(535, "secret")


def test_a_mail_server_that_refuses_is_named(mail_server: None, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Refuses"
    finding = desk.mail_server_answers()
    says(finding, State.DOUBTFUL, "KIEMCHUNG_MAIL_SERVER")
    assert "SMTPAuthenticationError" in finding.found
    assert "secret" not in finding.found


def test_a_missing_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_LIBRARIES", ("django", "nothing-of-this-name"))
    says(machine.versions_are_known(), State.BAD, "nothing-of-this-name")


def test_an_old_backup_is_named(site_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    says(machine.backup_is_fresh(), State.DOUBTFUL, "kiemchung backup FILE")
    (site_folder / "site").mkdir(exist_ok=True)
    note_backup(site_folder / "x")
    assert machine.backup_is_fresh().state is State.GOOD
    monkeypatch.setattr(machine, "_OLDEST_BACKUP", timedelta(0))
    says(machine.backup_is_fresh(), State.DOUBTFUL, "every night")


def test_a_check_that_breaks_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks() -> Finding:
        raise RuntimeError("secret")

    checks: tuple[Callable[[], Finding], ...] = (breaks,)
    monkeypatch.setattr(doctor, "CHECKS", checks)
    (finding,) = examine()
    assert finding.state is State.BAD
    assert "RuntimeError" in finding.found
    assert "secret" not in finding.found
