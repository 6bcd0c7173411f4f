"""What the repository's content says otherwise than a live site: listed, and drafted where it is a measure.

Drafts go the way of every other: reviewed and published by another person. Rows without drafts (documents, clauses,
indicators, tiers …) are public as they stand, so that they are only listed, for staff to change in the admin.
"""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.core.serializers.python import Deserializer
from django.db import transaction
from django.db.models import Model

from incentives.editorial.version_diff import differences
from incentives.editorial.version_snapshot import snapshot
from incentives.editorial.workflow import record
from incentives.management.content_files import MEASURE, FixtureObject, in_order, read_fixtures, store
from incentives.models import Measure


@transaction.atomic
def update_content(*, by: AbstractUser) -> list[str]:
    """One line for each difference; drafts are made in the name of `by`. All or nothing."""
    entries = in_order(read_fixtures())
    lines = [line for entry in entries if not entry.measure for line in _rows_differing(entry)]
    for slug in dict.fromkeys(entry.measure for entry in entries if entry.measure):
        lines += _draft(slug, [entry for entry in entries if entry.measure == slug], by)
    return lines or ["The content is as in fixtures/; nothing was changed."]


def _rows_differing(entry: FixtureObject) -> Iterator[str]:
    """What an entry that is no part of a measure says otherwise than the row of its natural key."""
    try:
        (deserialized,) = Deserializer([entry.content])
    except (DeserializationError, ObjectDoesNotExist):
        yield f"{entry.name}: refers to a row that is not here; add that first, in the admin"
        return
    fields = entry.content["fields"]
    proposed = {name: _file_value(deserialized, name) for name in fields}
    if not hasattr(deserialized.object, "natural_key"):
        if not type(deserialized.object).objects.filter(**proposed).exists():
            yield f"{entry.name}: not here; add it in the admin"
    elif deserialized.object.pk is None:
        yield f"{entry.name}: not here; add it in the admin"
    else:
        row = type(deserialized.object).objects.get(pk=deserialized.object.pk)
        for name, new in proposed.items():
            old = _stored_value(row, name)
            if old != new:
                yield f"{entry.name}: {name} is {_text(old)}, in the file {_text(new)}; change it in the admin"


def _stored_value(row: Model, name: str) -> object:
    value = getattr(row, name)
    return set(value.all()) if row._meta.get_field(name).many_to_many else value


def _file_value(deserialized: DeserializedObject, name: str) -> object:
    field = deserialized.object._meta.get_field(name)
    if field.many_to_many:
        return set(field.related_model.objects.filter(pk__in=deserialized.m2m_data[name]))
    value = getattr(deserialized.object, name)
    return value if field.is_relation else field.to_python(value)


def _text(value: object) -> str:
    return ", ".join(sorted(map(str, value))) if isinstance(value, set) else str(value)


def _draft(slug: str, entries: list[FixtureObject], by: AbstractUser) -> list[str]:
    """Lines on one measure; its draft stays only where it differs from the version on record."""
    versions = Measure.objects.filter(slug=slug).order_by("-version")
    if versions.in_work().exists():
        return [f"{MEASURE} {slug}: a draft is in work; left alone"]
    last = versions.first()
    savepoint = transaction.savepoint()
    number = last.version + 1 if last else 1
    for entry in entries:
        store(entry.as_draft(number))
    draft = Measure.objects.get(slug=slug, version=number)
    changes = differences(snapshot(last), snapshot(draft)) if last else []
    if last and not changes:
        transaction.savepoint_rollback(savepoint)
        return []
    draft.editors.add(by)
    record(draft, by, "由内容文件建立草稿")
    lines = [f"  {change.place}: {change.old} → {change.new}" for change in changes]
    return [f"{MEASURE} {slug}: draft of version {number} made", *lines]
