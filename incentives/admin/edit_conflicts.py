"""Two editors on one draft: a save over a newer state is refused, and nothing that was typed is lost."""

from dataclasses import dataclass

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import HttpRequest, QueryDict

from incentives.enums import MeasureStatus
from policies.text.wording import quoted

LONGEST_SUMMARY = 2000  # characters; its figures are read each time a page of the desk shows it, which is not linear
SEEN = "seen_lock"  # the hidden field that carries the state which the editor had on the screen


@dataclass(frozen=True)
class Clash:
    """One field in which the stored state and what the editor typed differ."""

    place: str
    stored: str
    typed: str


class MeasureForm(forms.ModelForm):
    """The form of a draft; it knows the state it was filled in on."""

    seen_lock = forms.IntegerField(widget=forms.HiddenInput, required=False, label="")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields[SEEN].initial = self.instance.lock
        if summary := self.fields.get("summary"):  # absent where a version is only read
            summary.validators.append(MaxLengthValidator(LONGEST_SUMMARY))

    @property
    def is_stale(self) -> bool:
        """Whether somebody saved since this form was opened."""
        seen = getattr(self, "cleaned_data", {}).get(SEEN)
        return self.instance.pk is not None and seen != self.instance.lock

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk is not None and self.instance.status != MeasureStatus.DRAFT:
            raise forms.ValidationError(
                f"您打开之后，这个版本已不是草稿（现在是{quoted(self.instance.get_status_display())}），所以没有保存，也不能再保存。"
                "上面并列两边不同的地方；您填写的内容都还在表单里，等退回编辑或建立新的草稿后再填。",
                code="moved",
            )
        if self.is_stale:
            # The editor now sees the newer state beside their own: the next save knows what it replaces.
            self.data = self.data.copy()
            self.data[self.add_prefix(SEEN)] = str(self.instance.lock)
            raise forms.ValidationError(
                "您打开之后有人保存过这份草稿，所以这次没有保存。上面并列两边不同的地方；"
                "您填写的内容都还在表单里，改好后再保存即可。",
                code="stale",
            )
        return cleaned


def was_open(request: HttpRequest) -> bool:
    """Whether the form of a draft is sent; the version may have moved on while it was open."""
    return request.method == "POST" and SEEN in request.POST


def without_vanished_rows(posted: QueryDict, prefix: str, stored: set[str]) -> QueryDict:
    """`posted` with the rows that a colleague deleted turned into new ones, so that a formset can show them again.

    A formset numbers its stored rows first; those that are left keep their order, the vanished follow as new rows.
    """
    total = _count(posted, f"{prefix}-TOTAL_FORMS")
    numbers = range(min(total, forms.formsets.DEFAULT_MAX_NUM))
    ids = {number: posted.get(f"{prefix}-{number}-id", "") for number in numbers}
    remaining = [number for number in numbers if ids[number] in stored]
    order = remaining + [number for number in numbers if number not in remaining]
    renumbered = posted.copy()
    for name in [name for name in posted if name.startswith(f"{prefix}-") and name.split("-")[1].isdigit()]:
        del renumbered[name]
    for place, number in enumerate(order):
        start = f"{prefix}-{number}-"
        for name in [name for name in posted if name.startswith(start)]:
            renumbered.setlist(f"{prefix}-{place}-{name.removeprefix(start)}", posted.getlist(name))
        if number not in remaining:
            renumbered[f"{prefix}-{place}-id"] = ""
    renumbered[f"{prefix}-INITIAL_FORMS"] = str(len(remaining))
    return renumbered


def clashes(form: forms.ModelForm, formsets: list) -> list[Clash]:
    """Where the stored state and the typed one differ: fields, then rows, then rows only one side has."""
    conflicts = _clashes(form, "")
    for formset in formsets:
        table = formset.model._meta.verbose_name
        shown = set()
        for row in formset.forms:
            if row.instance.pk is None and row.has_changed():
                conflicts.append(Clash(f"{table}：一行", "（没有这一行）", _row_text(row)))
            elif row.instance.pk is not None:
                shown.add(row.instance.pk)
                conflicts += _clashes(row, f"{table}{quoted(row.instance)}：")
        others = [row for row in formset.get_queryset() if row.pk not in shown]
        conflicts += [Clash(f"{table}：一行", str(row), "（您打开时还没有，保存后仍保留）") for row in others]
    return conflicts


def _clashes(form: forms.ModelForm, prefix: str) -> list[Clash]:
    changed = [form[name] for name in form.changed_data if name in form.fields and name not in {SEEN, "id", "DELETE"}]
    return [
        Clash(f"{prefix}{bound.label}", _text(bound, bound.initial), _text(bound, bound.value())) for bound in changed
    ]


def _row_text(form: forms.ModelForm) -> str:
    bounds = [form[name] for name in form.changed_data if name not in {"id", "DELETE"}]
    return "，".join(f"{bound.label} {_text(bound, bound.value())}" for bound in bounds)


def _text(bound: forms.BoundField, value: object) -> str:
    """A form value for people: chosen rows and options by name."""
    values = value if isinstance(value, list | tuple) else [value]
    if isinstance(bound.field, forms.ModelChoiceField):
        keys = [getattr(row, "pk", row) for row in values if row]
        valid = [key for key in keys if str(key).isdecimal()]
        return "；".join(str(row) for row in bound.field.queryset.filter(pk__in=valid)) or "（空）"
    choices = dict(getattr(bound.field, "choices", []))
    return "；".join(str(choices.get(option, option)) for option in values if option not in (None, "")) or "（空）"


def _count(posted: QueryDict, name: str) -> int:
    number = posted.get(name, "")
    return int(number) if number.isdecimal() else 0
