"""Backup: the record and everything of the desk in one file that can be checked and put back.

What can be made anew (the index, the exported encoder) is not in it, nor is the secret key.
"""

from kiemchung_site.running.backup.databases import Database, PostgresqlDatabase, SqliteDatabase
from kiemchung_site.running.backup.manifest import Manifest
from kiemchung_site.running.backup.restoring import restore_backup
from kiemchung_site.running.backup.writing import write_backup

__all__ = [
    "Database",
    "Manifest",
    "PostgresqlDatabase",
    "SqliteDatabase",
    "restore_backup",
    "write_backup",
]
