"""What is done inside a site that is backed up and restored; see ``Served.run``."""

from django.core.management import call_command

from kiemchung_site.factchecks.filling import add_sample
from kiemchung_site.factchecks.library import site_library
from kiemchung_site.factchecks.models import Record, Version
from tests.functional.filling import publish_examples
from tests.site.building import CLAIM


def fill() -> None:
    call_command("migrate", verbosity=0)
    add_sample(site_library())
    publish_examples()


def look() -> str:
    """Return everything by which one site is told from another."""
    answer = site_library().matcher.ask(CLAIM)
    found = [(str(m.level), m.fact_check.claim, m.fact_check.url) for m in answer.matches]
    versions = [(str(v.pk), v.claim, v.author.name) for v in Version.objects.order_by("pk")]
    return repr((found, versions, Record.objects.count()))
