"""Whether this process can answer: database and index."""

from django.db import DatabaseError, connection

from kiemchung.errors import KiemchungError
from kiemchung_site.factchecks.library import site_library


def missing() -> list[str]:
    """Return the names of what is not ready."""
    ready = {"database": _database_answers(), "index": _index_answers()}
    return [name for name, is_ready in ready.items() if not is_ready]


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM factchecks_recordhead LIMIT 1")
    except DatabaseError:
        return False
    return True


def _index_answers() -> bool:
    try:
        _ = site_library().matcher
    except KiemchungError:
        return False
    return True
