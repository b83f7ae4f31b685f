"""Lengths of time in words."""

from datetime import timedelta

from django.utils.translation import gettext

from kiemchung_site.config.numbers import rounded

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def duration(time: timedelta) -> str:
    """Return ``time`` in hours, or from two days on in days."""
    if time < 2 * _HOUR:
        return gettext("under 2 hours")
    if time < 2 * _DAY:
        return gettext("%(number)s hours") % {"number": time // _HOUR}
    return gettext("%(number)s days") % {"number": rounded(time / _DAY)}
