"""The doctor: looks at everything that the site needs, and says how to mend what is wrong."""

from collections.abc import Callable

from kiemchung_site.running.doctor import database, desk, index, machine, settings, static_files
from kiemchung_site.running.doctor.finding import Finding, State

CHECKS: tuple[Callable[[], Finding], ...] = (
    settings.mode_is_right,
    settings.secret_key_is_strong,
    settings.origin_is_secure,
    settings.hosts_are_named,
    database.is_reachable,
    database.is_migrated,
    database.journal_is_safe,
    database.is_whole,
    database.triggers_are_there,
    database.two_people_are_needed,
    index.is_there,
    index.follows_the_record,
    index.encoder_is_whole,
    desk.questions_are_purged,
    desk.administrator_can_work,
    desk.mail_server_answers,
    machine.folders_can_be_written,
    machine.folders_are_private,
    machine.disk_has_room,
    machine.clock_is_right,
    static_files.static_files_are_there,
    machine.versions_are_known,
    machine.backup_is_fresh,
)


def examine() -> list[Finding]:
    """Return what every check finds; a check that breaks is a finding, too."""
    return [_find(check) for check in CHECKS]


def _find(check: Callable[[], Finding]) -> Finding:
    try:
        return check()
    except Exception as error:
        name = f"{check.__module__.rpartition('.')[2]}: {check.__name__.replace('_', ' ')}"
        kind = type(error).__name__
        return Finding(name, State.BAD, f"could not be checked ({kind})", "Mend the others first.")


__all__ = ["CHECKS", "Finding", "State", "examine"]
