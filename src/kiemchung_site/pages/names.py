"""Which pages there are."""

from django.utils.translation import gettext_lazy as _

PAGES = {
    "about": _("About"),
    "methodology": _("How we check"),
    "funding": _("Funding"),
    "corrections-policy": _("Corrections policy"),
    "safeguards": _("What we never do"),
    "members": _("Members"),
}
"""The last part of the address, and the title."""

KEPT = frozenset({"safeguards"})
"""Whose packaged text always stays: the program keeps these promises, no desk takes them back.

What the desk writes stands below.
"""
