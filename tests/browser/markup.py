"""Markup in every text of every row, as somebody hostile would write it."""

from django.contrib import admin
from django.db import DatabaseError, models, transaction

from incentives.listing.upkeep.refresh import refresh
from incentives.models import Measure
from policies.caching import content_version

MARKUP = "=1+1<img src=x onerror=alert(1)>\"'</script>{{7*7}}"
SHORT = "<b id=x>"
# What the machine reads, filled from choices and checked by `clean`: no words of anybody's.
MACHINE = {"slug", "path", "fingerprint", "sha256", "token_hash", "value", "operator", "field", "status", "entry"}
MACHINE |= {"password", "object_id", "session_hash"}


def poison() -> tuple[int, set[str]]:
    """Write the markup into every text field of every row; how many fields took it, and those that refused."""
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
    """The tables below a measure or a document, which have no list of their own."""
    inlines = {inline.model for found in admin.site._registry.values() for inline in found.inlines}
    related = {relation.related_model for relation in Measure._meta.related_objects}
    return sorted((inlines | related) - set(admin.site._registry), key=lambda model: model.__name__)


def _write(model: type[models.Model], field: models.Field) -> bool:
    """Fill `field` of every row; whether there was any."""
    room = field.max_length or 200
    rows = list(model._base_manager.all())
    for row in rows:
        words = f"{MARKUP}{row.pk}"  # some have to be unique
        if isinstance(field, models.URLField):
            words = f"https://evil.example/{MARKUP}"
        model._base_manager.filter(pk=row.pk).update(
            **{field.name: words if len(words) <= room else f"{SHORT}{row.pk}"[:room]}
        )
    return bool(rows)
