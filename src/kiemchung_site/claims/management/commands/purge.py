from django.core.management.base import BaseCommand
from django.utils import timezone

from kiemchung_site.claims.actions import purge_questions


class Command(BaseCommand):
    help = "Delete and overwrite the questions past their date; a served site does so by itself."

    def handle(self, **_: object) -> None:
        self.stdout.write(f"Deleted {purge_questions(timezone.now()):,} questions.")
