"""The tables that hang on a measure, as inlines of its form."""

from django.contrib import admin

from incentives.admin.formsets import ConditionFormSet, NumberedFormSet
from incentives.enums import Kind
from incentives.models import (
    ApprovalReform,
    Condition,
    LoanProduct,
    Material,
    MeasureAgency,
    SubsidyTier,
    TalentGrant,
)
from incentives.models.condition import ROW_KEYS

AWARD_FIELDS = ("amount_min", "amount_max", "rate_min", "rate_max", "rate_base", "per")


class RowInline(admin.StackedInline):
    """One of the tables that hang on a measure; each row's figures beside their clause."""

    extra = 0
    formset = NumberedFormSet
    autocomplete_fields = ("clause",)


class SubsidyTierInline(RowInline):
    model = SubsidyTier
    autocomplete_fields = ("enterprise_tier", "clause")
    fieldsets = [
        (None, {"fields": (("position", "label", "form"),)}),
        ("给谁", {"fields": (("enterprise_tier", "revenue_over"), ("first_time", "one_off"))}),
        ("奖补标准", {"fields": (AWARD_FIELDS[:2], AWARD_FIELDS[2:])}),
        ("出处", {"fields": (("clause", "note"),)}),
    ]


class TalentGrantInline(RowInline):
    model = TalentGrant
    fieldsets = [
        (None, {"fields": (("position", "label", "form"), ("max_age", "doctorate"))}),
        ("资助标准", {"fields": (AWARD_FIELDS[:2], AWARD_FIELDS[2:])}),
        ("出处", {"fields": (("clause", "note"),)}),
    ]


class ApprovalReformInline(RowInline):
    model = ApprovalReform
    fieldsets = [
        (None, {"fields": (("position", "label", "form"), ("mode", "item_count", "is_new"))}),
        ("出处", {"fields": (("clause", "note"),)}),
    ]


class LoanProductInline(RowInline):
    model = LoanProduct
    fieldsets = [
        (None, {"fields": (("position", "label", "form"), ("name", "operator", "platform", "stage"))}),
        ("额度、利率、期限", {"fields": (("credit_limit", "annual_rate", "term_months", "interest_subsidy"),)}),
        ("仅基金", {"fields": (("invest_share_min_percent", "loss_tolerance_percent"),)}),
        ("出处", {"fields": (("clause", "note"),)}),
    ]


class ConditionInline(RowInline):
    model = Condition
    formset = ConditionFormSet

    def get_fieldsets(self, request, obj=None):
        """The row is chosen from the table of the measure's kind; a service has none."""
        rows = tuple(name for table, name in ROW_KEYS.items() if obj and obj.kind == table.KIND)
        return [(None, {"fields": (("position", "sentence", *rows), ("field", "operator", "value"), "clause")})]


class MaterialInline(admin.TabularInline):
    model = Material
    extra = 0
    formset = NumberedFormSet


class MeasureAgencyInline(admin.TabularInline):
    model = MeasureAgency
    extra = 0
    autocomplete_fields = ("agency",)


ROWS_OF_KIND = {
    Kind.SUBSIDY: SubsidyTierInline,
    Kind.TALENT: TalentGrantInline,
    Kind.APPROVAL: ApprovalReformInline,
    Kind.LOAN: LoanProductInline,
}

# Whatever the kind.
ALWAYS = (ConditionInline, MaterialInline, MeasureAgencyInline)
