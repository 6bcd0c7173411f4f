"""Writes hostile markup into every text field of every row."""

from django.contrib import admin
from django.db import DatabaseError, models, transaction

from incentives.listing.upkeep.refresh import refresh
from incentives.models import Measure
from policies.caching import content_version

MARKUP = "=1+1<img src=x onerror=alert(1)>\"'</script>{{7*7}}"
SHORT = "<b id=x>"
# Values that programs read; `clean` allows choices only, so nobody can write text into them.
MACHINE = {"slug", "path", "fingerprint", "sha256", "token_hash", "value", "operator", "field", "status", "entry"}
MACHINE |= {"password", "object_id", "session_hash"}


def poison() -> tuple[int, set[str]]:
    """Write the markup into every text field; return the number of fields that took it and the names of the others."""
    taken, refused = 0, set()
    for model in [*admin.site._registry, *rows()]:
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.CharField | models.TextField) or field.choices or field.name in MACHINE:
                continue
            try:
                with transaction.atomic():
                    taken += _write(model, field)
            except DatabaseError:
                refused.add(f"{model.__name__}.{field.name}")
    with transaction.atomic():
        refresh(Measure.objects.published())
        content_version.raise_version()
    return taken, refused


def rows() -> list[type[models.Model]]:
    """The tables below measures and documents, which have no list in the admin."""
    inlines = {inline.model for found in admin.site._registry.values() for inline in found.inlines}
    related = {relation.related_model for relation in Measure._meta.related_objects}
    return sorted((inlines | related) - set(admin.site._registry), key=lambda model: model.__name__)


def _write(model: type[models.Model], field: models.Field) -> bool:
    """Fill `field` of every row; return whether there were rows."""
    room = field.max_length or 200
    rows = list(model._base_manager.all())
    for row in rows:
        words = f"{MARKUP}{row.pk}"  # some fields are unique
        if isinstance(field, models.URLField):
            words = f"https://evil.example/{MARKUP}"
        model._base_manager.filter(pk=row.pk).update(
            **{field.name: words if len(words) <= room else f"{SHORT}{row.pk}"[:room]}
        )
    return bool(rows)
