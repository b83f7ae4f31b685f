"""Exit codes: what a command ends with, after sysexits.h."""

import sys
from typing import NoReturn

from kiemchung.errors import (
    BadInput,
    Busy,
    EncoderProblem,
    IndexDamaged,
    IndexMismatch,
    IndexMissing,
    KiemchungError,
    StorageFull,
    StorageReadOnly,
    UnreadableSource,
)

OK = 0
USAGE = 2
BAD_INPUT = 65
NO_INPUT = 66
UNAVAILABLE = 69
BROKEN = 70
CANNOT_WRITE = 73
TRY_AGAIN = 75
CONFIGURATION = 78
INTERRUPTED = 130

EXIT_CODES: tuple[tuple[type[KiemchungError], int], ...] = (
    (UnreadableSource, NO_INPUT),
    (BadInput, BAD_INPUT),
    (EncoderProblem, UNAVAILABLE),
    (IndexDamaged, BROKEN),
    (IndexMissing, CONFIGURATION),
    (IndexMismatch, CONFIGURATION),
    (StorageFull, CANNOT_WRITE),
    (StorageReadOnly, CANNOT_WRITE),
    (Busy, TRY_AGAIN),
)
"""The first class that an error belongs to gives the code; docs/cli.md has the same table."""


def exit_code(error: KiemchungError) -> int:
    """Return the exit code for ``error``."""
    return next((code for kind, code in EXIT_CODES if isinstance(error, kind)), 1)


def exit_with(error: KiemchungError) -> NoReturn:
    """Say in one line what went wrong and leave with its code."""
    print(f"kiemchung: {' '.join(str(error).split())}", file=sys.stderr)  # noqa: T201
    sys.exit(exit_code(error))
