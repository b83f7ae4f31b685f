from argparse import ArgumentParser

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import translation

from kiemchung_site.members.actions import invite_administrator


class Command(BaseCommand):
    help = "Print a link by which an administrator, such as the first, can join."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True, help="E-mail address to log in with.")
        parser.add_argument("--name", required=True, help="Name, as other members see it.")

    def handle(self, *, email: str, name: str, **_: object) -> None:
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email} is not an e-mail address.") from error
        token = invite_administrator(email, name)
        with translation.override(settings.LANGUAGE_CODE):
            path = reverse("account_link", args=[token])
        self.stdout.write("Valid for 7 days, and once:")
        self.stdout.write(f"{settings.CONFIGURATION.origin}{path}")
