"""What is on record does not change: versions published, superseded or archived, their rows and their links.

`_base_manager` is the one way past, for what moves a version without editing it: the actions' status, the stored list
facts, citations that follow a text's new edition. Fixtures are stored raw.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import models

from incentives.enums import MeasureStatus

SETTLED = (MeasureStatus.PUBLISHED, MeasureStatus.SUPERSEDED, MeasureStatus.ARCHIVED)


class SettledVersion(PermissionDenied):
    """An attempt to change a version that is on record; what is public changes by a new version alone."""

    def __init__(self, measure: object) -> None:
        super().__init__(f"“{measure}”的这个版本已经发布或归档，不能再改。要修改，请用“修订”建立新的草稿。")


def refuse_if_settled(version: models.Model) -> None:
    """Raise SettledVersion if the stored row of the measure `version` is on record, whatever the object says."""
    if version.pk:
        refuse_settled(type(version).objects.filter(pk=version.pk))


def refuse_settled(versions: models.QuerySet) -> None:
    """Raise SettledVersion for the first of the measures `versions` that is on record."""
    if settled := versions.filter(status__in=SETTLED).first():
        raise SettledVersion(settled)


def note_raw(instance: models.Model, raw: bool, **kwargs) -> None:
    """Before a version is saved: the links of one that a fixture stores come right after it."""
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
    """Before links of versions change, seen from the version or (`reverse`) from what it links to."""
    if not action.startswith("pre_"):
        return
    if not reverse:
        if not getattr(instance, "is_raw", False):
            refuse_if_settled(instance)
        return
    if pk_set is None:  # all links of the instance go
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
    """Rows of versions; a row stays in its version."""

    def shown(self) -> VersionRowQuerySet:
        """Each row with what is shown beside it, in the same query."""
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
    """A row that belongs to a version and may change only as long as the version may."""

    SHOWN_WITH: tuple[str, ...] = ()  # what is read along with a row wherever all of a version is shown

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
        """Neither the version that the row goes to nor the one it stands in may be on record."""
        refuse_if_settled(self.measure)
        if stored := type(self).objects.filter(pk=self.pk).exclude(measure=self.measure).first():
            refuse_if_settled(stored.measure)
