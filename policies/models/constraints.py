"""Database constraints whose messages forms show at the right field."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q


def unique(name: str, message: str, *fields: str) -> models.UniqueConstraint:
    """The constraint that no two rows have the same `fields`. Forms show the message at the last of them."""
    return models.UniqueConstraint(
        fields=fields, name=name, violation_error_message=message, violation_error_code=fields[-1]
    )


def ordered(low: str, high: str, name: str, message: str) -> models.CheckConstraint:
    """The constraint `low` ≤ `high`, if neither is null. Forms show the message at `high`."""
    return models.CheckConstraint(
        condition=Q(**{f"{low}__isnull": True}) | Q(**{f"{high}__isnull": True}) | Q(**{f"{low}__lte": F(high)}),
        name=name,
        violation_error_message=message,
        violation_error_code=high,
    )


def within_percent(name: str) -> Q:
    """`name` is null or a share from 0 to 100 %."""
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gte": 0, f"{name}__lte": 100})


def above_zero(name: str) -> Q:
    """`name` is null or more than 0."""
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__gt": 0})


class ErrorsAtFields(models.Model):
    """Base of models whose constraints report at a field: the one that `violation_error_code` names."""

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: set[str] | None = None) -> None:
        try:
            super().validate_constraints(exclude)
        except ValidationError as refusal:
            shown = {field.name for field in self._meta.fields} - set(exclude or ())
            at: dict[str, list[ValidationError]] = defaultdict(list)
            for place, errors in refusal.error_dict.items():
                for error in errors:
                    at[error.code if error.code in shown else place].append(error)
            raise ValidationError(at) from None
