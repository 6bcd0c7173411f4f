"""`load_content --update`: compares the content files with a live site and makes drafts of measures that changed.

A measure is compared only if the files say something else of it than when they were last loaded (`LoadedMeasure`), so
that no draft takes back what staff changed since. Drafts are reviewed and published like any other. Rows without drafts
(documents, clauses, indicators, tiers …) are public once saved, so that their differences are only listed.
"""

from collections.abc import Iterator
from itertools import chain

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers.base import DeserializationError, DeserializedObject
from django.core.serializers.python import Deserializer
from django.db import transaction
from django.db.models import Model

from incentives.editorial.version_diff import differences
from incentives.editorial.version_snapshot import snapshot
from incentives.editorial.workflow import record
from incentives.management.content_files import (
    MEASURE,
    FixtureObject,
    by_measure,
    fingerprint,
    in_order,
    read_fixtures,
    store,
)
from incentives.models import LoadedMeasure, Measure
from policies.caching import content_version


@transaction.atomic
def update_content(*, by: AbstractUser) -> list[str]:
    """The lines that the command prints, one for each difference. Makes drafts with `by` as editor; all or nothing."""
    entries = in_order(read_fixtures())
    content_version.lock()
    lines = [line for entry in entries if not entry.measure for line in _rows_differing(entry)]
    loaded = dict(LoadedMeasure.objects.values_list("slug", "fingerprint"))
    for slug, parts in by_measure(entries).items():
        if loaded.get(slug) != fingerprint(parts):
            lines += _draft(slug, parts, by, is_recorded=slug in loaded)
    return lines or ["The content is as in fixtures/; nothing was changed."]


def _rows_differing(entry: FixtureObject) -> Iterator[str]:
    """A line for each field in which an object that belongs to no measure differs from the stored row with its key."""
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


def _draft(slug: str, entries: list[FixtureObject], by: AbstractUser, is_recorded: bool) -> list[str]:
    """The lines on one measure. Its draft is kept only if it differs from the latest version.

    Without a record of the last load (the site was set up by an older release) it is kept only if it differs from every
    version: what equals an older version was loaded then, and staff changed it since.
    """
    versions = list(Measure.objects.filter(slug=slug).order_by("-version"))
    if any(version.is_in_work for version in versions):
        return [f"{MEASURE} {slug}: a draft is in work; left alone"]
    savepoint = transaction.savepoint()
    number = versions[0].version + 1 if versions else 1
    for entry in entries:
        store(entry.as_draft(number))
    draft = Measure.objects.get(slug=slug, version=number)
    content = snapshot(draft)
    changes = [differences(snapshot(version), content) for version in versions[: 1 if is_recorded else None]]
    if not all(changes):
        transaction.savepoint_rollback(savepoint)
        remember(entries)
        return []
    draft.editors.add(by)
    record(draft, by, "由内容文件建立草稿")
    remember(entries)
    lines = [f"  {change.place}: {change.old} → {change.new}" for change in chain(*changes[:1])]
    return [f"{MEASURE} {slug}: draft of version {number} made", *lines]


def remember(entries: list[FixtureObject]) -> None:
    """Record what the files say of the measures among `entries`."""
    rows = [LoadedMeasure(slug=slug, fingerprint=fingerprint(parts)) for slug, parts in by_measure(entries).items()]
    LoadedMeasure.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["slug"], update_fields=["fingerprint"]
    )
