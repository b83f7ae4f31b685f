from django.core.management.base import BaseCommand

from kiemchung_site.factchecks.entering import enter_all
from kiemchung_site.factchecks.filling import build_anew
from kiemchung_site.factchecks.library import site_library


class Command(BaseCommand):
    help = "Build the index anew from the database; readers see the old one until it is whole."

    def handle(self, **_: object) -> None:
        enter_all()
        count = build_anew(site_library())
        self.stdout.write(f"Indexed {count:,} fact-checks.")
