"""Calls a function of the tests in a process that has a site's settings; see ``Served.run``."""

import importlib
import sys

import django


def main() -> None:
    module, _, function = sys.argv[1].partition(":")
    django.setup()
    result = getattr(importlib.import_module(module), function)(*sys.argv[2:])
    sys.stdout.write("" if result is None else str(result))


if __name__ == "__main__":
    main()
