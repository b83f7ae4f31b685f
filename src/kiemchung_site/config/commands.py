"""``kiemchung-site``: the site's commands; errors end as one line, as in ``kiemchung``."""

import os
import sys

from django.core.management import execute_from_command_line

from kiemchung.cli.exits import CONFIGURATION, exit_with
from kiemchung.errors import KiemchungError
from kiemchung_site.errors import BadSetting


def main() -> None:
    """Run the command in ``sys.argv``."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiemchung_site.config.settings")
    try:
        execute_from_command_line(sys.argv)
    except BadSetting as error:
        sys.stderr.write(f"kiemchung-site: {error}\n")
        sys.exit(CONFIGURATION)
    except KiemchungError as error:
        exit_with(error)
