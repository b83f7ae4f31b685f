"""The site's commands as ``kiemchung`` offers them; Django is imported when one runs."""

import os
import sys

from kiemchung.cli.exits import CONFIGURATION, UNAVAILABLE, exit_with
from kiemchung.errors import KiemchungError
from kiemchung_site.errors import BadSetting


def serve(arguments: list[str]) -> None:
    """Serve the site: the public pages and the desk."""
    run(["serve", *arguments])


def doctor(arguments: list[str]) -> None:
    """Check the site and say how to mend what is wrong."""
    run(["doctor", *arguments])


def backup(arguments: list[str]) -> None:
    """Write everything that cannot be made anew to one file."""
    run(["backup", *arguments])


def restore(arguments: list[str]) -> None:
    """Put the site back to what a backup holds."""
    run(["restore", *arguments])


def run(arguments: list[str]) -> None:
    """Run a command of the site; errors end as one line on standard error and an exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiemchung_site.config.settings")
    from django.core.management import execute_from_command_line
    from django.db import DatabaseError

    try:
        execute_from_command_line(["kiemchung-site", *arguments])
    except BadSetting as error:
        sys.stderr.write(f"kiemchung: {error}\n")
        sys.exit(CONFIGURATION)
    except KiemchungError as error:
        exit_with(error)
    except DatabaseError as error:
        reason = " ".join(str(error).split()).rstrip(".?")
        sys.stderr.write(
            f"kiemchung: The database cannot be used: {reason}. Run: kiemchung doctor\n"
        )
        sys.exit(UNAVAILABLE)
