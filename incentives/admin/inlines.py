"""The tables that belong to a measure, as inlines of its form."""

from django.contrib import admin
from django.db import models

from incentives.admin.formsets import ConditionForm, ConditionFormSet, NumberedFormSet, PartFormSet, StoredChoiceSelect
from incentives.models import (
    ApprovalReform,
    Condition,
    LoanProduct,
    Material,
    MeasureAgency,
    SubsidyTier,
    TalentGrant,
)
from incentives.models.rules.condition import ROW_KEYS
from policies.number_fields import NumberBox, NumberField, SumField

AWARD_FIELDS = (
    ("amount_min", "amount_max", "currency"),
    ("rate_min", "rate_max", "rate_base"),
    ("paid_for", "period", "one_off"),
)


class PartInline(admin.options.InlineModelAdmin):
    """One of the tables that belong to a measure, in a constant number of queries."""

    extra = 0
    formset = NumberedFormSet
    formfield_overrides = {
        models.BigIntegerField: {"form_class": SumField, "widget": NumberBox},
        models.DecimalField: {"form_class": NumberField, "widget": NumberBox, "words": ("%",)},
        models.PositiveIntegerField: {"form_class": NumberField, "widget": NumberBox, "words": ("项",)},
        models.PositiveSmallIntegerField: {"form_class": NumberField, "widget": NumberBox, "words": ("岁", "个月")},
    }

    def get_queryset(self, request):
        return super().get_queryset(request).shown()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = StoredChoiceSelect(db_field, self.admin_site)
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "clause":
            field.label_from_instance = lambda clause: clause.choice_label
        return field


class RowInline(PartInline, admin.StackedInline):
    """Rows with many fields; each row's figures beside their clause."""

    autocomplete_fields = ("clause",)


class SubsidyTierInline(RowInline):
    model = SubsidyTier
    autocomplete_fields = ("enterprise_tier", "clause")
    fieldsets = [
        (None, {"fields": (("position", "label", "form"),)}),
        ("给谁", {"fields": (("enterprise_tier", "first_time"),)}),
        ("奖补标准", {"fields": AWARD_FIELDS}),
        ("出处", {"fields": (("clause", "note"),)}),
    ]


class TalentGrantInline(RowInline):
    model = TalentGrant
    fieldsets = [
        (None, {"fields": (("position", "label", "form"), ("max_age", "doctorate"))}),
        ("资助标准", {"fields": AWARD_FIELDS}),
        ("出处", {"fields": (("clause", "note"),)}),
    ]


class ApprovalReformInline(RowInline):
    model = ApprovalReform
    fieldsets = [
        (None, {"fields": (("position", "label", "form"), ("mode", "item_count", "item_unit", "is_new"))}),
        ("出处", {"fields": (("clause", "note"),)}),
    ]


class LoanProductInline(RowInline):
    model = LoanProduct
    fieldsets = [
        (None, {"fields": (("position", "label", "form"), ("name", "operator", "platform", "stage"))}),
        ("额度、利率、期限", {"fields": (("credit_limit", "annual_rate", "term_months"),)}),
        ("担保、贴息", {"fields": (("guarantee", "interest_subsidy"),)}),
        ("仅基金", {"fields": (("invest_share_min_percent", "loss_tolerance_percent"),)}),
        ("出处", {"fields": (("clause", "note"),)}),
    ]


class ConditionInline(RowInline):
    model = Condition
    form = ConditionForm
    formset = ConditionFormSet

    def get_queryset(self, request):
        return super().get_queryset(request).with_rows()

    def get_fieldsets(self, request, obj=None):
        """The row is chosen from the table of the measure's kind; a service has none."""
        rows = tuple(name for table, name in ROW_KEYS.items() if obj and obj.kind == table.KIND)
        rule = ("fact", "operator", "value", "first_time")
        return [(None, {"fields": (("position", "sentence", *rows), rule, "clause")})]


class MaterialInline(PartInline, admin.TabularInline):
    model = Material


class MeasureAgencyInline(PartInline, admin.TabularInline):
    model = MeasureAgency
    formset = PartFormSet  # the agencies have no positions
    autocomplete_fields = ("agency",)


ROWS_OF_KIND = {
    inline.model.KIND: inline
    for inline in (SubsidyTierInline, TalentGrantInline, ApprovalReformInline, LoanProductInline)
}

# Whatever the kind.
ALWAYS = (ConditionInline, MaterialInline, MeasureAgencyInline)
