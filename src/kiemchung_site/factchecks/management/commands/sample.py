from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from kiemchung_site.factchecks.filling import add_sample, remove_sample
from kiemchung_site.factchecks.library import site_library


class Command(BaseCommand):
    help = "Put the sample library in, or take it out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--remove", action="store_true", help="Take it out.")

    def handle(self, *, remove: bool, **_: object) -> None:
        if remove:
            self.stdout.write(f"Took out {remove_sample(site_library())} fact-checks.")
        else:
            self.stdout.write(f"The sample library has {add_sample(site_library())} fact-checks.")
