from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from kiemchung_site.factchecks.library import site_library
from kiemchung_site.running.backup import restore_backup
from kiemchung_site.running.installation import database, known_migrations


class Command(BaseCommand):
    help = "Put the site back to what a backup holds; stop the site first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--replace", action="store_true", help="What is there now may be replaced."
        )

    def handle(self, *, file: Path, replace: bool, **_: object) -> None:
        known = known_migrations()
        connection.close()
        manifest = restore_backup(
            file,
            database(),
            folder=settings.CONFIGURATION.folder,
            index=site_library().index_folder,
            known=known,
            replace=replace,
        )
        self.stdout.write(f"Restored the state of {manifest.made}; building the index")
        call_command("migrate", verbosity=0, interactive=False)
        call_command("reindex", stdout=self.stdout)
