"""Rows that are written once. Triggers in the database hold the same line against raw SQL."""

from collections.abc import Iterable
from typing import NoReturn, TypeVar

from django.db import models
from django.db.models.base import ModelBase

from kiemchung_site.errors import Unchangeable

M = TypeVar("M", bound=models.Model)


class PermanentQuerySet(models.QuerySet[M]):
    """Adds rows; refuses to change or delete them. Raises Unchangeable."""

    def update(self, **_: object) -> NoReturn:
        raise Unchangeable(str(self.model._meta.verbose_name))

    def bulk_update(self, *_: object, **__: object) -> NoReturn:
        raise Unchangeable(str(self.model._meta.verbose_name))

    def delete(self) -> NoReturn:
        raise Unchangeable(str(self.model._meta.verbose_name))


class Permanent(models.Model):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(
        self,
        *,
        force_insert: bool | tuple[ModelBase, ...] = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Write a new row. Raises Unchangeable for one that was written before."""
        if not self._state.adding or force_update or update_fields is not None:
            raise Unchangeable(str(self._meta.verbose_name))
        super().save(force_insert=True, using=using)

    def delete(self, using: str | None = None, keep_parents: bool = False) -> NoReturn:
        """Raise Unchangeable."""
        raise Unchangeable(str(self._meta.verbose_name))
