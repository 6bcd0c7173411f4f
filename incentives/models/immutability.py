"""Keeps versions on record (published, superseded, archived), their rows and their links from changing.

`_base_manager` is the only way around this. It is for changes that are no edits: the status in the workflow, the list
columns, and citations that follow a new edition of a text. Fixtures are stored raw.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import models

from incentives.enums import MeasureStatus
from policies.text.wording import quoted

SETTLED = (MeasureStatus.PUBLISHED, MeasureStatus.SUPERSEDED, MeasureStatus.ARCHIVED)


class SettledVersion(PermissionDenied):
    """An attempt to change a version on record. Public content changes only through a new version."""

    def __init__(self, measure: object) -> None:
        super().__init__(f"{quoted(measure)}的这个版本已经发布或归档，不能再改。要修改，请用“修订”建立新的草稿。")


def refuse_if_settled(version: models.Model) -> None:
    """Raise SettledVersion if the measure `version` is on record in the database, whatever the object says."""
    if version.pk:
        refuse_settled(type(version).objects.filter(pk=version.pk))


def refuse_settled(versions: models.QuerySet) -> None:
    """Raise SettledVersion for the first of the measures `versions` that is on record."""
    if settled := versions.filter(status__in=SETTLED).first():
        raise SettledVersion(settled)


def note_raw(instance: models.Model, raw: bool, **kwargs) -> None:
    """Signal handler before a version is saved: remember fixtures, whose links are stored right after the version."""
    instance.is_raw = raw


def refuse_links(
    sender: type[models.Model],
    instance: models.Model,
    action: str,
    reverse: bool,
    model: type[models.Model],
    pk_set: set[int] | None,
    **kwargs,
) -> None:
    """Signal handler before links of versions change, from the version's side or (`reverse`) from the other."""
    if not action.startswith("pre_"):
        return
    if not reverse:
        if not getattr(instance, "is_raw", False):
            refuse_if_settled(instance)
        return
    if pk_set is None:  # all links of the instance are removed
        pk_set = sender._base_manager.filter(**{instance._meta.model_name: instance}).values("measure")
    refuse_settled(model.objects.filter(pk__in=pk_set))


class VersionQuerySet(models.QuerySet):
    """QuerySet of versions; `update()` and `delete()` raise `SettledVersion` if any of them is on record."""

    def update(self, **values) -> int:
        refuse_settled(self._versions())
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        refuse_settled(self._versions())
        return super().delete()

    delete.queryset_only = True

    def _versions(self) -> models.QuerySet:
        return self


class VersionRowQuerySet(VersionQuerySet):
    """QuerySet of the rows of versions; rows cannot move to another version."""

    def shown(self) -> VersionRowQuerySet:
        """Rows with the related objects in SHOWN_WITH, in the same query."""
        return self.select_related(*self.model.SHOWN_WITH) if self.model.SHOWN_WITH else self.all()

    def bulk_create(self, objs: Iterable[VersionRow], *args, **kwargs) -> list[VersionRow]:
        rows = list(objs)
        refuse_settled(self._measures().filter(pk__in={row.measure_id for row in rows}))
        return super().bulk_create(rows, *args, **kwargs)

    def update(self, **values) -> int:
        if values.keys() & {"measure", "measure_id"}:
            raise TypeError("Rows do not move from one version to another; copy them.")
        return super().update(**values)

    def _versions(self) -> models.QuerySet:
        return self._measures().filter(pk__in=self.order_by().values("measure"))

    def _measures(self) -> models.QuerySet:
        return self.model._meta.get_field("measure").related_model.objects.all()


class VersionRow(models.Model):
    """A row that belongs to a version; it may change only while its version may."""

    SHOWN_WITH: tuple[str, ...] = ()  # relations to read with a row when a whole version is shown

    objects = VersionRowQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        self._refuse_if_settled()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        self._refuse_if_settled()
        return super().delete(*args, **kwargs)

    @classmethod
    def relation(cls) -> str:
        """The name of the reverse relation from the measure: subsidy_tiers, conditions …"""
        return cls._meta.get_field("measure").remote_field.related_name

    def _refuse_if_settled(self) -> None:
        """Raise SettledVersion if the row's new version or its stored version is on record."""
        refuse_if_settled(self.measure)
        if stored := type(self).objects.filter(pk=self.pk).exclude(measure=self.measure).first():
            refuse_if_settled(stored.measure)
