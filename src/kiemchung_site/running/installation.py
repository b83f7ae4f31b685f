"""The database of this installation, and what is known of it outside its tables."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from kiemchung.files import write_atomically
from kiemchung_site.running.backup import Database, PostgresqlDatabase, SqliteDatabase


def database() -> Database:
    """Return the database that the settings name."""
    chosen = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        return SqliteDatabase(Path(chosen["NAME"]))
    return PostgresqlDatabase(chosen)


def applied_migrations() -> frozenset[str]:
    """Return what the tables have gone through, as ``app.name``."""
    return frozenset(
        f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
    )


def known_migrations() -> frozenset[str]:
    """Return the migrations that this program has, as ``app.name``."""
    return frozenset(f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations)


def note_backup(file: Path) -> None:
    """Remember that a backup was made now, for the doctor."""
    note = {"made": datetime.now(UTC).isoformat(), "file": str(file)}
    write_atomically(_note(), json.dumps(note).encode())


def backup_age() -> timedelta | None:
    """Return how long ago the last backup was made, if that is known."""
    try:
        made = datetime.fromisoformat(json.loads(_note().read_bytes())["made"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return datetime.now(UTC) - made


def _note() -> Path:
    return Path(settings.CONFIGURATION.folder) / "last-backup.json"
