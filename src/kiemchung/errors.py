"""Everything that can go wrong, in one tree.

::

    KiemchungError
    ├── BadInput                    the caller can mend it by sending something else
    │   ├── EmptyMessage            nothing in it
    │   ├── NotText                 binary, or nothing but broken characters
    │   ├── NoWords                 emoji, punctuation or a link alone
    │   ├── MessageTooLong          more than ``limit`` characters
    │   ├── UnreadableSource        a file or address to import cannot be read
    │   ├── UnknownFormat           a readable source in none of the known formats
    │   └── BadEvaluationSet        a folder that is not in the layout of an evaluation set
    ├── IndexProblem
    │   ├── IndexMissing            nothing has been indexed yet
    │   ├── IndexMismatch           made by another encoder or an incompatible version
    │   └── IndexDamaged            a file of the index is missing or broken
    ├── EncoderProblem
    │   ├── EncoderUnavailable      an optional backend is not installed or not reachable
    │   └── WeightsDamaged          exported weights do not have the recorded hash
    ├── StorageFull                 no space left where the data folder lies
    ├── StorageReadOnly             the data folder cannot be written
    └── Busy                        another process holds the writer's lock

Errors carry values; ``str(error)`` is one sentence that says what was wrong, where, and what
to do. The command line and the site decide on exit codes and statuses.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class KiemchungError(Exception):
    """Base of every error that this library raises on purpose."""


class BadInput(KiemchungError):
    """The input cannot be used; another input can."""


class EmptyMessage(BadInput):
    def __init__(self) -> None:
        super().__init__("The message is empty. Paste the text that you received.")


class NotText(BadInput):
    def __init__(self) -> None:
        super().__init__("This is not text. Paste the words of the message.")


class NoWords(BadInput):
    def __init__(self, link: str | None = None) -> None:
        self.link = link
        if link:
            sentence = (
                f"No fact-check is known for the link {link}. Paste the text that stands behind it."
            )
        else:
            sentence = "The message has no words to look up. Write what is claimed."
        super().__init__(sentence)


class MessageTooLong(BadInput):
    def __init__(self, length: int, limit: int) -> None:
        self.length, self.limit = length, limit
        super().__init__(
            f"The message has {length:,} characters; at most {limit:,} are read. "
            "Paste the part that worries you."
        )


class UnreadableSource(BadInput):
    def __init__(self, source: str, reason: str) -> None:
        self.source, self.reason = source, reason
        super().__init__(f"{source} cannot be read: {reason}.")


class UnknownFormat(BadInput):
    def __init__(self, source: str, expected: str) -> None:
        self.source, self.expected = source, expected
        super().__init__(f"{source} has no fact-checks in a known format ({expected}).")


class BadEvaluationSet(BadInput):
    def __init__(self, place: str, reason: str) -> None:
        self.place, self.reason = place, reason
        super().__init__(f"{place}: {reason}.")


class IndexProblem(KiemchungError):
    """The search index cannot be used as it is."""


class IndexMissing(IndexProblem):
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"There is no index in {folder}. "
            "Import fact-checks with 'kiemchung import', or rebuild it with 'kiemchung reindex'."
        )


class IndexMismatch(IndexProblem):
    def __init__(self, folder: Path, found: str, wanted: str) -> None:
        self.folder, self.found, self.wanted = folder, found, wanted
        super().__init__(
            f"The index in {folder} was made by {found}, this program uses {wanted}. "
            "Rebuild it with 'kiemchung reindex'."
        )


class IndexDamaged(IndexProblem):
    def __init__(self, place: Path, reason: str) -> None:
        self.place, self.reason = place, reason
        super().__init__(
            f"The index is damaged at {place}: {reason}. Rebuild it with 'kiemchung reindex'."
        )


class EncoderProblem(KiemchungError):
    """The encoder cannot be used."""


class EncoderUnavailable(EncoderProblem):
    def __init__(self, name: str, remedy: str) -> None:
        self.name, self.remedy = name, remedy
        super().__init__(f"The encoder {name} is not available. {remedy}")


class WeightsDamaged(EncoderProblem):
    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(
            f"{file} does not have the hash recorded for it. "
            "Delete its folder; it is exported anew on the next use."
        )


class StorageFull(KiemchungError):
    def __init__(self, place: Path) -> None:
        self.place = place
        super().__init__(
            f"No space is left on the disk of {place}. Nothing was changed; free some space and repeat."
        )


class StorageReadOnly(KiemchungError):
    def __init__(self, place: Path) -> None:
        self.place = place
        super().__init__(
            f"{place} cannot be written. Nothing was changed; give this user the right to write "
            "there, or set KIEMCHUNG_DATA to another folder."
        )


class Busy(KiemchungError):
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"Another process is writing to {folder}. Wait until it has finished and repeat."
        )


_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EACCES, errno.EPERM, errno.EROFS}


@contextmanager
def storage_errors(place: Path) -> Iterator[None]:
    """Translate the operating system's errors of writing to ``place`` into this tree."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageFull(place) from error
        if error.errno in _READ_ONLY:
            raise StorageReadOnly(place) from error
        raise
