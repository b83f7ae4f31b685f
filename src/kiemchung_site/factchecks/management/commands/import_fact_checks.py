from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from kiemchung.cli.console import progress_bar
from kiemchung.importing import import_sources
from kiemchung.store import Stored
from kiemchung_site.factchecks.library import site_library


class Command(BaseCommand):
    help = "Import fact-checks from files and addresses, in every format of `kiemchung import`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("sources", nargs="+", metavar="PATH_OR_URL")

    def handle(self, *, sources: list[str], **options: object) -> None:
        library = site_library()
        _ = library.encoder
        with progress_bar("Reading", None) as bar:
            report = import_sources(
                library,
                sources,
                lambda name, done, size, items: bar.set(done, size, items, name.rsplit("/", 1)[-1]),
            )
        counts = ", ".join(f"{report.counts[kind]:,} {kind}" for kind in Stored)
        self.stdout.write(f"{report.read:,} read: {counts}, {report.skipped.total():,} skipped")
        for reason, count in report.skipped.most_common():
            self.stdout.write(f"  {count:,} × {reason}")
            for example in report.examples[reason]:
                self.stdout.write(f"      {example}")
