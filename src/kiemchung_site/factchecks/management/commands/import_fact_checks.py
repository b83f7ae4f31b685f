from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from kiemchung.importing import import_sources
from kiemchung.store import Stored
from kiemchung_site.factchecks.library import site_library


class Command(BaseCommand):
    help = "Import fact-checks from files and addresses, in every format of `kiemchung import`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="PATH_OR_URL")

    def handle(self, *, sources: list[str], **_: object) -> None:
        report = import_sources(site_library(), sources)
        counts = ", ".join(f"{report.counts[kind]:,} {kind}" for kind in Stored)
        self.stdout.write(f"{report.read:,} read: {counts}, {report.skipped.total():,} skipped")
        for reason, count in report.skipped.most_common():
            self.stdout.write(f"  {count:,} × {reason}")
