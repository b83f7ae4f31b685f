"""The record in the site's database, behind the interface that the library knows."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from django.db import OperationalError, transaction

from kiemchung.claims import FactCheck
from kiemchung.claims_json import from_fields, to_fields
from kiemchung.store.base import Change, Stored, record_id, record_key
from kiemchung.text.folding import fold
from kiemchung.text.normal import normal_form
from kiemchung_site.config.database_errors import meaning_of
from kiemchung_site.factchecks.entries import passes_for_own
from kiemchung_site.factchecks.models import FactCheck as OwnFactCheck
from kiemchung_site.factchecks.models import Record, RecordChange, RecordHead

_PAGE = 500


class DatabaseStore:
    """A ``RecordStore`` on Django's tables; ``folder`` is named in errors."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def revision(self) -> int:
        head = RecordHead.objects.first()
        return head.revision if head else 0

    def put(self, checks: Sequence[FactCheck]) -> list[Stored | None]:
        with self._writing() as head:
            results = [None if passes_for_own(check) else _put(check, head) for check in checks]
            head.save()
        return results

    def remove(self, checks: Iterable[FactCheck]) -> int:
        removed = 0
        with self._writing() as head:
            for check in checks:
                count, _ = Record.objects.filter(id=record_id(check)).delete()
                if count:
                    _mark(record_key(check), head)
                removed += count
            head.save()
        return removed

    def replace_own(self, own: OwnFactCheck, check: FactCheck | None) -> None:
        """Make ``check`` the only entry of the desk's fact-check ``own``; None takes it out.

        Raises what ``put`` raises.
        """
        kept = record_id(check) if check is not None else ""
        with self._writing() as head:
            if check is not None:
                _put(check, head)
                Record.objects.filter(id=kept).update(own=own)
            for record in Record.objects.filter(own=own).exclude(id=kept):
                _mark(record.key, head)
                record.delete()
            head.save()

    def changes(self, since: int) -> Iterator[Change]:
        while True:
            rows = list(
                RecordChange.objects.filter(revision__gt=since).order_by("revision")[:_PAGE]
            )
            if not rows:
                return
            newest = _newest([row.key for row in rows])
            for row in rows:
                yield Change(row.revision, row.key, newest.get(row.key))
            since = rows[-1].revision

    def count(self) -> int:
        return Record.objects.count()

    @contextmanager
    def _writing(self) -> Iterator[RecordHead]:
        """Give the head, locked until the transaction ends. Errors are the library's."""
        try:
            with transaction.atomic():
                RecordHead.objects.get_or_create(pk=1)
                yield RecordHead.objects.select_for_update().get(pk=1)
        except OperationalError as error:
            meaning = meaning_of(error)
            if meaning is None:
                raise
            raise meaning(self._folder) from error


def _put(check: FactCheck, head: RecordHead) -> Stored:
    identity, content = record_id(check), to_fields(check)
    found = Record.objects.filter(id=identity).first()
    if found is not None and found.content == content:
        return Stored.UNCHANGED
    key = record_key(check)
    _mark(key, head)
    Record.objects.update_or_create(
        id=identity,
        defaults={
            "key": key,
            "published": check.published,
            "content": content,
            "revision": head.revision,
            "topic": check.topic[:40],
            "language": check.language[:12],
            "folded": fold(normal_form(f"{check.title} {check.claim} {check.explanation}")),
        },
    )
    return Stored.UPDATED if found else Stored.IMPORTED


def _mark(key: str, head: RecordHead) -> None:
    head.revision += 1
    RecordChange.objects.update_or_create(key=key, defaults={"revision": head.revision})


def _newest(keys: Sequence[str]) -> dict[str, FactCheck]:
    """Return for each key the newest of its records, without what only passes for the desk's."""
    newest: dict[str, FactCheck] = {}
    for record in Record.objects.filter(key__in=keys):
        entry = from_fields(record.content)
        if record.own_id is not None or not passes_for_own(entry):
            newest.setdefault(record.key, entry)
    return newest
