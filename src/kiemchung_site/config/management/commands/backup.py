from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand

from kiemchung_site.running.backup import write_backup
from kiemchung_site.running.installation import applied_migrations, database, note_backup


class Command(BaseCommand):
    help = "Write the database to one file, while the site goes on; the secret key is not in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **_: object) -> None:
        manifest = write_backup(database(), file.absolute(), applied_migrations())
        note_backup(file.absolute())
        self.stdout.write(f"{file}: {file.stat().st_size:,} bytes, SHA-256 {manifest.sha256[:16]}…")
        self.stdout.write(
            "The secret key is not in it: keep KIEMCHUNG_SECRET_KEY in another place."
        )
