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
    if found := versions.filter(status__in=SETTLED).first():
        raise SettledVersion(found)


class PartOfVersionQuerySet(models.QuerySet):
    """Rows changed many at a time are guarded as one is."""

    def bulk_create(self, objs: Iterable[PartOfVersion], *args, **kwargs) -> list[PartOfVersion]:
        rows = list(objs)
        refuse_settled(self._measures().filter(pk__in={row.measure_id for row in rows}))
        return super().bulk_create(rows, *args, **kwargs)

    def update(self, **values) -> int:
        refuse_settled(self._measures().filter(pk__in=self.order_by().values("measure")))
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        refuse_settled(self._measures().filter(pk__in=self.order_by().values("measure")))
        return super().delete()

    delete.alters_data = True
    delete.queryset_only = True

    def _measures(self) -> models.QuerySet:
        return self.model._meta.get_field("measure").related_model.objects.all()


class PartOfVersion(models.Model):
    """A row that belongs to a version and may change only as long as the version may."""

    objects = PartOfVersionQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs) -> None:
        self._refuse_if_settled()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs) -> tuple[int, dict[str, int]]:
        self._refuse_if_settled()
        return super().delete(*args, **kwargs)

    def _refuse_if_settled(self) -> None:
        """Neither the version that the row goes to nor the one it stands in may be on record."""
        refuse_if_settled(self.measure)
        if stored := type(self).objects.filter(pk=self.pk).exclude(measure=self.measure).first():
            refuse_if_settled(stored.measure)
