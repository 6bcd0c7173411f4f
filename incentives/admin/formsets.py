"""The formsets of the tables that belong to a measure."""

from collections import defaultdict
from functools import cached_property
from itertools import count

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.models import BaseInlineFormSet

from incentives.enums import FactKind
from incentives.models import Fact
from incentives.models.rules.condition import ROW_KEYS
from policies.figures.typed import YUAN_WORDS, typed_number
from policies.text.wording import plain

LAST_PLACE = 32_767  # of a small integer in both databases


class StoredChoiceSelect(AutocompleteSelect):
    """An autocomplete that shows the choice stored in its row without a query."""

    stored: Model | None = None

    def optgroups(self, name, value, attr=None):
        if self.stored is None or [str(key) for key in value] != [str(self.stored.pk)]:
            return super().optgroups(name, value, attr)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.stored)
        return [(None, [*options, self.create_option(name, self.stored.pk, label, True, len(options))], 0)]


class PartFormSet(BaseInlineFormSet):
    """Rows of a measure, read together with what they refer to (`VersionRowQuerySet.shown`)."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name, field in form.fields.items():
            select = getattr(field.widget, "widget", None)
            if isinstance(select, StoredChoiceSelect) and form.instance.pk:
                select.stored = getattr(form.instance, name)


class NumberedFormSet(PartFormSet):
    """Rows in an order: a row whose position is left empty goes to the end."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["position"].required = False
        if form.instance.pk is None:
            form.initial["position"] = None

    def clean(self):
        forms = [form for form in self.forms if form.has_changed() or form.instance.pk]
        positions = [form.cleaned_data.get("position") or 0 for form in forms if hasattr(form, "cleaned_data")]
        last = max([*positions, *self._stored()], default=0)
        for form in forms:
            if getattr(form, "cleaned_data", None) and form.cleaned_data.get("position") is None:
                last += 1
                form.instance.position = form.cleaned_data["position"] = last
        if last > LAST_PLACE:
            raise ValidationError(f"“顺序”最大填 {LAST_PLACE}，后面要留出空位。")
        super().clean()

    def _stored(self) -> list[int]:
        """The places of the rows that are there, also of those that were not sent back: none is given twice."""
        if self.instance.pk is None:
            return []
        return list(self.model._default_manager.filter(measure=self.instance).values_list("position", flat=True))

    def save_existing_objects(self, commit=True):
        """Rows that leave their place step aside first: each place is taken once, and rows are saved one by one."""
        leaving = [form for form in self.initial_forms if "position" in form.changed_data or form in self.deleted_forms]
        if commit and leaving:
            rows = self.model._default_manager.filter(measure=self.instance)
            taken = {*self._stored(), *(form.instance.position for form in self.forms)}
            free = (place for place in count() if place not in taken)
            for form, place in zip(leaving, free, strict=False):
                rows.filter(pk=form.instance.pk).update(position=place)
        return super().save_existing_objects(commit)

    def get_unique_error_message(self, unique_check):
        return "“顺序”有重复，每行填一个不同的数；留空的排到最后。"

    def get_form_error(self):
        return "“顺序”和另一行重复。"


class ConditionForm(forms.ModelForm):
    """A condition; a number is read as people type it (50亿, 四十岁) and stored in digits, money in 元."""

    def clean(self) -> dict[str, object]:
        data = super().clean()
        fact, value = data.get("fact"), data.get("value")
        if fact and value and fact.kind == FactKind.NUMBER:
            number = typed_number(value, YUAN_WORDS if fact.is_money else (fact.unit,))
            if number is not None:
                data["value"] = plain(number)
        return data


class ConditionFormSet(NumberedFormSet):
    """Conditions, each of the whole measure or of one of its stored rows."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name in form.fields.keys() & ROW_KEYS.values():
            field = form.fields[name]
            field.queryset = field.queryset.filter(measure=self.instance)
            field.choices = [("", "整个事项"), *self._rows[name]]
        form.fields["fact"].choices = [("", "须人工核对"), *self._facts]

    @cached_property
    def _facts(self) -> list[tuple[str, str]]:
        """The facts, read once for all conditions."""
        return [(fact.slug, f"{fact}（{fact.unit}）" if fact.unit else str(fact)) for fact in Fact.objects.all()]

    @cached_property
    def _rows(self) -> dict[str, list[tuple[int, str]]]:
        """The options of each field that names a row, read once for all conditions."""
        rows = defaultdict(list)
        if self.instance.rows_name:
            name = ROW_KEYS[getattr(self.instance, self.instance.rows_name).model]
            rows[name] = [(row.pk, f"第 {row.position} 行：{row}") for row in self.instance.provisions]
        return rows
