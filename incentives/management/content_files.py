"""The content files `fixtures/*.yaml`: read, put in order, and stored row by row with every check that a form makes."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from django.conf import settings
from django.core.exceptions import NON_FIELD_ERRORS, FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.core.management.base import CommandError
from django.core.serializers.base import DeserializationError
from django.core.serializers.python import Deserializer
from django.db import DatabaseError

from incentives.models import PARTS
from incentives.models.rules.condition import ROW_KEYS

# The models of the content with their names in messages; each stands after those that its rows refer to.
NOUNS = {
    "policies.agency": "agencies",
    "policies.category": "categories",
    "policies.synonym": "synonyms",
    "policies.document": "documents",
    "policies.clause": "clauses",
    "policies.documentrelation": "document relations",
    "policies.indicator": "indicators",
    "incentives.enterprisetier": "enterprise tiers",
    "incentives.fact": "facts",
    "incentives.factchoice": "choices of facts",
    "incentives.measure": "measures",
    "incentives.matchcase": "match cases",
    "incentives.matchcaseverdict": "verdicts of match cases",
    "incentives.scene": "scenes",
    "incentives.scenepin": "pinned measures",
    **{part._meta.label_lower: part.relation().replace("_", " ") for part in PARTS},
}
ORDER = list(NOUNS)
MEASURE = "incentives.measure"


class FixtureObject(NamedTuple):
    """One object of a content file, as it is written there; `place` counts the objects of the file from 1."""

    file: str
    place: int
    content: dict[str, Any]

    @property
    def model(self) -> str:
        return self.content["model"].lower()

    @property
    def measure(self) -> str:
        """The slug of the measure that the object is or belongs to; empty for other rows."""
        fields = self.content["fields"]
        return fields["slug"] if self.model == MEASURE else str((fields.get("measure") or [""])[0])

    def as_draft(self, version: int) -> "FixtureObject":
        """The same object as part of an unpublished version with the given number."""
        own = {"version": version, "status": "draft", "published_at": None}
        fields = own if self.model == MEASURE else {"measure": [self.measure, version]} | self._rows_of(version)
        return self._replace(content=self.content | {"fields": self.content["fields"] | fields})

    def _rows_of(self, version: int) -> dict[str, list]:
        """The rows that it names, as rows of that version."""
        named = {name: self.content["fields"].get(name) for name in ROW_KEYS.values()}
        return {name: [self.measure, version, key[-1]] for name, key in named.items() if key}

    def error(self, reason: object) -> CommandError:
        """An error that names the file, the object and the reason."""
        text = " ".join(str(reason).split()).rstrip(".。")
        return CommandError(f"{self.file}, object {self.place} ({self.name}): {text}. Nothing was loaded.")

    @property
    def name(self) -> str:
        """The object by its model and key, as in `incentives.measure ladder-awards`."""
        fields = self.content["fields"]
        key = next((fields[field] for field in ("slug", "path", "to_document", "measure") if field in fields), "")
        row = fields.get("position", "") if "measure" in fields else ""
        return " ".join(map(str, filter(None, [self.model, *(key if isinstance(key, list) else [key]), row])))


def read_fixtures() -> Iterator[FixtureObject]:
    """Every object of every YAML file in the folders of FIXTURE_DIRS; raises CommandError if a file is broken."""
    files = sorted(file for folder in settings.FIXTURE_DIRS for file in Path(folder).glob("*.yaml"))
    if not files:
        raise CommandError("There is no YAML file in the fixture folders (FIXTURE_DIRS). Nothing was loaded.")
    for file in files:
        try:
            objects = yaml.safe_load(file.read_text(encoding="utf-8")) or []
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise CommandError(f"{file.name} is not YAML in UTF-8: {error}. Nothing was loaded.") from error
        if not isinstance(objects, list):
            raise CommandError(f"{file.name} is not a list of objects. Nothing was loaded.")
        for place, content in enumerate(objects, start=1):
            check_shape(file.name, place, content)
            yield FixtureObject(file.name, place, content)


def check_shape(file: str, place: int, content: object) -> None:
    """Raise CommandError unless the object has a model of NOUNS and a table of fields, and no primary key."""
    where = f"{file}, object {place}"
    if not isinstance(content, dict) or not isinstance(content.get("fields"), dict):
        raise CommandError(f"{where}: it needs a model and a table of fields. Nothing was loaded.")
    if str(content.get("model")).lower() not in NOUNS:
        raise CommandError(f"{where}: {content.get('model')} is no model of the content. Nothing was loaded.")
    if "pk" in content:
        raise CommandError(f"{where}: it names a primary key; use natural keys. Nothing was loaded.")


def in_order(entries: Iterator[FixtureObject]) -> list[FixtureObject]:
    """The objects with those that others refer to first, and otherwise in the order of the files."""
    return sorted(entries, key=lambda entry: ORDER.index(entry.model))


def by_measure(entries: list[FixtureObject]) -> dict[str, list[FixtureObject]]:
    """The objects of each measure by its slug, in their order; other rows are left out."""
    measures: dict[str, list[FixtureObject]] = {}
    for entry in entries:
        if entry.measure:
            measures.setdefault(entry.measure, []).append(entry)
    return measures


def fingerprint(entries: list[FixtureObject]) -> str:
    """SHA-256 of the objects of one measure in hexadecimal: the same as long as the files say the same of it."""
    text = json.dumps([entry.content for entry in entries], default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def store(entry: FixtureObject) -> str:
    """Check one object as a form would and save it; its model's name. Raises CommandError if it cannot be stored."""
    try:
        for deserialized in Deserializer([entry.content]):
            row = deserialized.object
            if row.pk is not None:
                raise entry.error("an object with the same natural key is there already")
            row.full_clean()
            deserialized.save()
    except ValidationError as error:
        raise entry.error(sentence(error)) from error
    except (DeserializationError, FieldDoesNotExist, ObjectDoesNotExist, DatabaseError) as error:
        raise entry.error(error) from error
    return entry.model


def sentence(error: ValidationError) -> str:
    """The messages of `error` in one line, each with its field."""
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    messages = {field: " ".join(texts) for field, texts in error.message_dict.items()}
    return "; ".join(text if field == NON_FIELD_ERRORS else f"{field}: {text}" for field, text in messages.items())
