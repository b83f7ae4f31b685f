from django.core.management.base import BaseCommand

from kiemchung_site.factchecks.entering import enter_all
from kiemchung_site.factchecks.library import site_library


class Command(BaseCommand):
    help = "Build the index anew from the database; readers see the old one until it is whole."

    def handle(self, **_: object) -> None:
        enter_all()
        library = site_library()
        library.reindex(wait=60.0)
        self.stdout.write(f"Indexed {library.store.count():,} fact-checks.")
