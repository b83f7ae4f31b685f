"""``kiemchung-site``: every command of the site and of Django."""

import sys

from kiemchung_site.config.command_list import run


def main() -> None:
    """Run the command in ``sys.argv``."""
    run(sys.argv[1:])
