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


class PartOfVersion(models.Model):
    """A row that belongs to a version and may change only as long as the version may."""

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
