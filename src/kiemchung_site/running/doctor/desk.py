"""The desk: its promise to those who ask, somebody who lets others in, its mail."""

from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.utils import timezone

from kiemchung_site.claims.actions.purge import oldest_kept
from kiemchung_site.claims.models import Question
from kiemchung_site.members.models import Member, Role
from kiemchung_site.members.second_factor import has_second_factor
from kiemchung_site.running.doctor.finding import Finding, State, judge

_PURGED_EVERY = timedelta(hours=1)
_PATIENCE = 5
"""Seconds; nobody waits longer for an answer of the mail server."""


def questions_are_purged() -> Finding:
    last = oldest_kept(timezone.now()) - _PURGED_EVERY
    late = Question.objects.filter(asked_at__lt=last).count()
    return judge(
        "questions past their date",
        late == 0,
        f"{late:,}",
        "Run: kiemchung-site purge. A site that is served does so every hour: read its log.",
    )


def administrator_can_work() -> Finding:
    administrators = Member.objects.filter(role=Role.ADMINISTRATOR, is_active=True)
    ready = sum(has_second_factor(member) for member in administrators)
    return judge(
        "administrators with a second factor",
        ready > 0,
        f"{ready} of {len(administrators)}",
        "Let one log in and set it up, or run: "
        "kiemchung-site create_administrator --email ADDRESS --name NAME",
        State.DOUBTFUL,
    )


def mail_server_answers() -> Finding:
    """Go as far as a mail would, and send none."""
    server = settings.CONFIGURATION.mail_server
    if server is None:
        return Finding("mail server", State.GOOD, "none is set: one-time links are shown")
    place = f"{server.host}:{server.port}"
    try:
        connection = get_connection(timeout=_PATIENCE)
        connection.open()
        connection.close()
    # What the mail library raises is an OSError, as what the network does.
    except OSError as error:
        return Finding(
            "mail server",
            State.DOUBTFUL,
            f"{place} does not let the site in ({type(error).__name__})",
            "Mend KIEMCHUNG_MAIL_SERVER or the server; until then one-time links are shown.",
        )
    return Finding("mail server", State.GOOD, place)
