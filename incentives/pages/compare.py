"""`/compare/`: two to four measures side by side, field by field and row by row."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from incentives.eligibility.rulebook import Rulebook, Terms, rulebook_of
from incentives.enums import AmountState, Form, Kind
from incentives.listing.cards import headline
from incentives.models import PROVISIONS, Measure
from incentives.models.provision import Award
from policies.text.wording import dated, money, plain

FEWEST, MOST = 2, 4
MOST_READ = 100  # slugs read of one address; more than MOST, so that the error can say how many were given


@dataclass(frozen=True)
class FieldValue:
    """What one measure states in one field; no lines mean 来源未载明.

    `is_superseded`: a newer edition changed or dropped one of the sentences that state it.
    """

    lines: tuple[str, ...] = ()
    is_money: bool = False
    is_superseded: bool = False


@dataclass(frozen=True)
class ComparedField:
    """One field, with the value of each compared measure."""

    label: str
    cells: tuple[tuple[Measure, FieldValue], ...]

    @property
    def differs(self) -> bool:
        return len({cell.lines for _, cell in self.cells}) > 1


@dataclass(frozen=True)
class RowTable:
    """The rows of one kind, each with its measure."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Measure, object, tuple[tuple[str, FieldValue], ...]], ...]


class CompareForm(forms.Form):
    """The slugs to compare, given by repeating the parameter `m`."""

    m = forms.MultipleChoiceField(required=False, label="事项")

    def __init__(self, data) -> None:
        super().__init__(data)
        self.chosen = Measure.objects.published().filter(slug__in=data.getlist("m")[:MOST_READ]).order_by("title", "pk")
        self.fields["m"].choices = list(self.chosen.values_list("slug", "title"))
        self.fields["m"].error_messages["invalid_choice"] = "没有“%(value)s”这个惠企事项，它可能已撤下。"

    def clean_m(self) -> list[str]:
        slugs = list(dict.fromkeys(self.cleaned_data["m"]))
        if len(slugs) < FEWEST:
            raise forms.ValidationError("再选一项才能对比。" if slugs else "还没有选事项。")
        if len(slugs) > MOST:
            raise forms.ValidationError(f"最多对比 {MOST} 项，这里有 {len(slugs)} 项。")
        return slugs

    @property
    def measures(self) -> list[Measure]:
        """The chosen measures in the order of the address. Call it on a valid form only."""
        slugs = self.cleaned_data["m"]
        return sorted(self.chosen.whole(), key=lambda measure: slugs.index(measure.slug))


NO_FIELD = FieldValue(("—",))


def text(*lines: str) -> FieldValue:
    return FieldValue(tuple(line for line in lines if line))


def of_loan(cell: FieldValue, row) -> FieldValue:
    """`cell` for a loan; a fund invests, so it has no such term."""
    return NO_FIELD if row.form == Form.INVESTMENT else cell


def of_fund(cell: FieldValue, row) -> FieldValue:
    """`cell` for a fund; a loan has no such rule."""
    return cell if row.form == Form.INVESTMENT else NO_FIELD


def known(value: bool | None, yes: str, no: str) -> FieldValue:
    return FieldValue() if value is None else FieldValue((yes if value else no,))


def percent(value, prefix: str = "") -> FieldValue:
    return FieldValue() if value is None else FieldValue((f"{prefix}{plain(value)}%",))


def period(start, end) -> FieldValue:
    over = "，已过" if end and end < timezone.localdate() else ""
    return text(f"{dated(start)}起" if start else "", f"{dated(end)}止{over}" if end else "")


def sum_of(measure: Measure) -> FieldValue:
    """The amount line of a measure's card; credit limits are not awards."""
    line = headline(measure)
    lines = [line.text, line.note] if line.state != AmountState.NOT_STATED else []
    return replace(text(*lines), is_money=line.state == AmountState.STATED, is_superseded=line.is_superseded)


def from_sources(measure: Measure, *lines: str) -> FieldValue:
    """`lines` as stated by the measure's own clauses."""
    return replace(text(*lines), is_superseded=any(clause.is_superseded for clause in measure.clauses.all()))


def stated(measure: Measure, field: str) -> FieldValue:
    """The label of a choice; the choice 来源未载明 counts as no value."""
    return FieldValue() if getattr(measure, field) == "not_stated" else text(getattr(measure, f"get_{field}_display")())


FIELDS: tuple[tuple[str, Callable[[Measure], FieldValue]], ...] = (
    ("得到什么", lambda one: from_sources(one, one.promise)),
    ("金额", sum_of),
    ("类别", lambda one: text(one.category.name)),
    ("事项类型", lambda one: text(one.get_kind_display())),
    ("支持对象", lambda one: text(one.audience)),
    ("企业梯次", lambda one: text(*(tier.name for tier in one.tiers.all()))),
    ("申报材料", lambda one: text(*(material.name for material in one.materials.all()))),
    ("叠加规则", lambda one: stated(one, "stacking")),
    ("办理方式", lambda one: stated(one, "delivery")),
    ("申报时间", lambda one: period(one.apply_from, one.apply_until)),
    ("申报入口", lambda one: text(one.apply_url)),
    ("部门", lambda one: text(*map(str, one.agency_roles.all()))),
    ("咨询电话", lambda one: text(one.contact_phone)),
    ("政策依据", lambda one: text(*(document.quoted_title for document in one.basis.all()))),
    ("信息来源", lambda one: from_sources(one, *(clause.citation for clause in one.clauses.all()))),
    ("有效期", lambda one: period(one.valid_from, one.valid_until)),
    ("最近复核", lambda one: text(dated(one.reviewed_on) if one.reviewed_on else "")),
)
CONDITIONS_AT = 6  # after 企业梯次


def award(row) -> FieldValue:
    return FieldValue((str(row.amount),), True) if row.amount.is_stated else FieldValue()


AWARD = (
    ("金额", award),
    ("支持方式", lambda row: text(row.get_form_display())),
    ("按什么计发", lambda row: text(row.paid_for)),
    ("计发周期", lambda row: text(row.get_period_display())),
    ("一次性", lambda row: known(row.one_off, "一次性", "不是一次性")),
)
COLUMNS: dict[str, tuple[tuple[str, Callable[[object], FieldValue]], ...]] = {
    Kind.SUBSIDY: (
        ("企业梯次", lambda row: text(row.enterprise_tier.name if row.enterprise_tier else "")),
        ("收入门槛", lambda row: text(f"超过 {money(row.revenue_over)}" if row.revenue_over else "")),
        ("首次", lambda row: known(row.first_time, "限首次", "不限首次")),
        *AWARD,
    ),
    Kind.TALENT: (
        ("年龄", lambda row: text(f"{row.max_age} 岁以下" if row.max_age else "")),
        ("学位", lambda row: known(row.doctorate, "博士", "不限博士")),
        *AWARD,
    ),
    Kind.APPROVAL: (
        ("方式", lambda row: text(row.get_mode_display())),
        ("事项数", lambda row: text("" if row.item_count is None else f"{row.item_count} 项")),
        ("新增", lambda row: known(row.is_new, "新增", "不是新增")),
    ),
    Kind.LOAN: (
        ("运营主体", lambda row: text(row.operator)),
        ("平台", lambda row: text(row.platform)),
        ("阶段", lambda row: text(row.get_stage_display())),
        ("额度上限", lambda row: of_loan(text(money(row.credit_limit) if row.credit_limit else ""), row)),
        ("年利率", lambda row: of_loan(percent(row.annual_rate), row)),
        ("期限", lambda row: of_loan(text("" if row.term_months is None else f"{row.term_months} 个月"), row)),
        ("贴息", lambda row: of_loan(known(row.interest_subsidy, "有", "无"), row)),
        ("投资占可投规模", lambda row: of_fund(percent(row.invest_share_min_percent, "不低于 "), row)),
        ("损失允许率", lambda row: of_fund(percent(row.loss_tolerance_percent), row)),
    ),
}


def condition_lines(measure: Measure, terms: Iterable[Terms]) -> FieldValue:
    """One line for each condition of the whole measure, and one line for each row, which begins with the row's name."""
    lines = [
        line for one in terms for line in ([f"{one.label}：{'；'.join(one.sentences)}"] if one.label else one.sentences)
    ]
    clauses = [part.clause for part in (*measure.provisions, *measure.conditions.all()) if part.clause]
    return replace(text(*lines), is_superseded=any(clause.is_superseded for clause in clauses))


def compared_fields(measures: Sequence[Measure], book: Rulebook) -> list[ComparedField]:
    """The fields of `measures` in the order of the measure's own page."""
    conditions = ("申报条件", lambda one: condition_lines(one, book.terms(one)))
    fields = [*FIELDS[:CONDITIONS_AT], conditions, *FIELDS[CONDITIONS_AT:]]
    return [ComparedField(label, tuple((one, read(one)) for one in measures)) for label, read in fields]


def row_tables(measures: Sequence[Measure]) -> list[RowTable]:
    """One table for each kind that has rows among `measures`."""
    tables = []
    for table in PROVISIONS:
        rows = [(one, row) for one in measures if one.kind == table.KIND for row in one.provisions]
        if rows:
            columns = COLUMNS.get(table.KIND, AWARD if issubclass(table, Award) else ())
            tables.append(_row_table(table.KIND.label, columns, rows))
    return tables


def _row_table(title: str, columns: Iterable, rows: Sequence[tuple[Measure, object]]) -> RowTable:
    cells = {label: [read(row) for _, row in rows] for label, read in columns}
    labels = [label for label, column in cells.items() if any(cell != NO_FIELD for cell in column)]
    filled = [(*rows[place], tuple((label, cells[label][place]) for label in labels)) for place in range(len(rows))]
    return RowTable(title, tuple(labels), tuple(filled))


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    form = CompareForm(request.GET)
    context = {"form": form}
    if form.is_valid():
        measures, book = form.measures, rulebook_of(form.cleaned_data["m"])
        context |= {"measures": measures, "fields": compared_fields(measures, book), "tables": row_tables(measures)}
    return render(request, "incentives/pages/compare.html", context)
