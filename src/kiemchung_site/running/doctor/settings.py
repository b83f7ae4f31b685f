"""Mode, secret key, address, hosts."""

from urllib.parse import urlsplit

from django.conf import settings

from kiemchung_site.config.options import Mode
from kiemchung_site.running.doctor.finding import Finding, State, judge

_SHORTEST_KEY = 50
_FEWEST_CHARACTERS = 12
"""Different ones; what is typed over and over is guessed."""
_OWN_MACHINE = {"127.0.0.1", "localhost", "::1"}


def mode_is_right() -> Finding:
    mode = settings.CONFIGURATION.mode
    return judge(
        "mode",
        mode is Mode.PRODUCTION,
        str(mode),
        "For a site that others can reach, set KIEMCHUNG_MODE=production.",
        State.DOUBTFUL,
    )


def secret_key_is_strong() -> Finding:
    key = settings.SECRET_KEY
    strong = len(key) >= _SHORTEST_KEY and len(set(key)) >= _FEWEST_CHARACTERS
    return judge(
        "secret key",
        strong,
        f"{len(key)} characters, {len(set(key))} different ones",
        "Set KIEMCHUNG_SECRET_KEY to what this prints: "
        'python3 -c "import secrets; print(secrets.token_urlsafe(50))"',
    )


def origin_is_secure() -> Finding:
    origin = settings.CONFIGURATION.origin
    is_own = urlsplit(origin).hostname in _OWN_MACHINE
    production = settings.CONFIGURATION.mode is Mode.PRODUCTION
    good = origin.startswith("https:") or (is_own and not production)
    return judge(
        "public address",
        good,
        origin,
        "Set KIEMCHUNG_ORIGIN to the https address under which the site is reached.",
        State.BAD if production and not is_own else State.DOUBTFUL,
    )


def hosts_are_named() -> Finding:
    hosts = settings.ALLOWED_HOSTS
    return judge(
        "hosts",
        bool(hosts) and "*" not in hosts,
        ", ".join(hosts),
        "Name the hosts in KIEMCHUNG_HOSTS.",
    )
