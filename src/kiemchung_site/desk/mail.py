"""One-time links by mail, where a mail server is set."""

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils.translation import gettext

log = logging.getLogger(__name__)


def send_link(address: str, name: str, link: str, *, joins: bool) -> bool:
    """Send ``link`` to the one person whom it lets in; return whether the mail server took it.

    Without a mail server nothing is sent. Address and link stand in no log.
    """
    if settings.CONFIGURATION.mail_server is None:
        return False
    desk = settings.CONFIGURATION.desk_name
    subject = gettext("Your invitation to the desk") if joins else gettext("A new password")
    shown = {"name": name, "link": link, "joins": joins, "desk_name": desk}
    text = render_to_string("desk/mail/link.txt", shown)
    try:
        # What the mail library raises is an OSError, as what the network does.
        send_mail(f"{desk}: {subject}", text, None, [address])
    except OSError as error:
        log.error("a mail could not be sent: %s", type(error).__name__)
        return False
    return True
