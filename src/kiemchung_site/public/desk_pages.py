"""The pages on which the desk says who it is and how it works."""

from django.utils.translation import gettext_lazy as _

DESK_PAGES = {
    "about": _("About"),
    "methodology": _("How we check"),
    "funding": _("Funding"),
    "corrections-policy": _("Corrections policy"),
    "safeguards": _("What we never do"),
    "members": _("Members"),
}
"""The last part of the address, and the title."""
