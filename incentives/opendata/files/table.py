"""Measures as the rows of a table: one row for each provision, its figure beside its citation. Pure."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from incentives.enums import Operator
from incentives.models.amount import NOT_STATED
from incentives.opendata.shapes.base import Citation, Sourced
from incentives.opendata.shapes.measure import MeasureShape, Row
from policies.text.xml import without_control

UNRESTRICTED = "来源未限定"
Cell = str | int | Decimal | datetime.date | None
# Text that a spreadsheet would read as a formula, and digits that it would shorten: 0371…
MISREAD = re.compile(r"^[\s\x00-\x1f]*[=+\-@＝＋－＠]|^[\t\r\n]|^0\d+$")


@dataclass(frozen=True)
class Column:
    """A column: its heading (with the unit), its width in characters, and a function that gives its cells."""

    heading: str
    width: int
    of: Callable[[MeasureShape, Row | None], Cell]


def _own(name: str) -> Callable[[MeasureShape, Row | None], Cell]:
    """Cells of a member of the measure; 来源未载明 in words if the source does not state it."""
    return lambda measure, row: _cell(getattr(measure, name), name in measure.not_stated)


def _of_row(name: str) -> Callable[[MeasureShape, Row | None], Cell]:
    """Cells of a member of the row; empty if this kind of row lacks the member."""
    return lambda measure, row: _cell(getattr(row, name, None), row is not None and name in row.not_stated)


def _figure(name: str, inside: str = "") -> Callable[[MeasureShape, Row | None], Cell]:
    """Cells of a number of the row, kept as numbers; empty if not stated (the last columns name these members)."""

    def figure(measure: MeasureShape, row: Row | None) -> Cell:
        holder = getattr(row, inside, None) if inside else row
        return getattr(holder, name, None)

    return figure


def _cell(value: object, unstated: bool) -> Cell:
    if unstated:
        return NOT_STATED
    if isinstance(value, bool):
        return "是" if value else "否"
    return getattr(value, "label", value)


def _names(members: Iterable, empty: str) -> str:
    return "；".join(getattr(member, "name", None) or member.title for member in members) or empty


def _citation(name: str) -> Callable[[MeasureShape, Row | None], Cell]:
    """Cells of a member of the citation."""
    return lambda measure, row: getattr(_citation_of(measure, row), name, None)


def _citation_of(measure: MeasureShape, row: Row | None) -> Citation | None:
    """The citation of the row; without a row, the measure's first source."""
    return row.citation if row else next(iter(measure.sources), None)


def _clause(measure: MeasureShape, row: Row | None) -> Cell:
    """Document and path, reply-2024-00020/1.10: a spreadsheet would read 1.10 alone as 1.1."""
    citation = _citation_of(measure, row)
    return f"{citation.document}/{citation.path}" if citation else None


def _superseded(citation: Citation | None) -> Cell:
    """Whether a newer edition changed or dropped the cited sentence, so that the line must be checked."""
    return _cell(citation.is_superseded, False) if citation else None


def _conditions(measure: MeasureShape, row: Row | None) -> Cell:
    """The conditions of the whole measure and of this row, each with its place in the source."""
    sentences = [
        f"{one.sentence}（{one.citation.place}）" if one.citation else one.sentence
        for one in measure.conditions
        if one.row is None or (row and one.row == row.position)
    ]
    return "；".join(sentences) or (NOT_STATED if "conditions" in measure.not_stated else None)


def _lines(measure: MeasureShape, row: Row | None) -> Cell:
    """What the row's own conditions want to be reached: 年主营业务收入首次超过 50 亿元."""
    own = [one for one in measure.conditions if row and one.row == row.position and one.rule]
    lines = [one for one in own if one.rule.unit and one.rule.operator in {Operator.GT, Operator.GTE}]
    return "；".join(one.sentence for one in lines) or None


def _unstated(shape: Sourced) -> str:
    """The members that no source states, named by their headings instead of the API's names."""
    return "、".join(_heading(type(shape), name) for name in shape.not_stated)


@cache
def _heading(shape: type[Sourced], name: str) -> str:
    """The first part of a member's description."""
    fields = {**shape.model_fields, **shape.model_computed_fields}
    return fields[name].description.replace("：", "；").split("；")[0]


COLUMNS = (
    Column("事项标识", 24, _own("slug")),
    Column("名称", 30, _own("title")),
    Column("一句话", 40, _own("promise")),
    Column("事项类型", 10, _own("kind")),
    Column("可享受情况", 12, _own("availability")),
    Column("类别", 12, lambda measure, row: measure.category.name),
    Column("企业梯次", 24, lambda measure, row: _names(measure.tiers, UNRESTRICTED)),
    Column("支持对象", 30, _own("audience")),
    Column("办理方式", 12, _own("delivery")),
    Column("叠加规则", 12, _own("stacking")),
    Column("部门", 20, lambda measure, row: _names(measure.agencies, NOT_STATED)),
    Column("明细序号", 8, _figure("position")),
    Column("明细名目", 30, _of_row("label")),
    Column("支持方式", 10, _of_row("form")),
    Column("适用梯次", 20, lambda measure, row: getattr(getattr(row, "enterprise_tier", None), "name", None)),
    Column("限首次", 8, _of_row("first_time")),
    Column("一次性", 8, _of_row("one_off")),
    Column("门槛", 24, _lines),
    Column("金额下限（元）", 14, _figure("min_yuan", "amount")),
    Column("金额上限（元）", 14, _figure("max_yuan", "amount")),
    Column("外币", 8, _figure("currency", "amount")),
    Column("比例下限（%）", 10, _figure("rate_min_percent", "amount")),
    Column("比例上限（%）", 10, _figure("rate_max_percent", "amount")),
    Column("比例的基数", 14, _figure("rate_base", "amount")),
    Column("金额", 20, lambda measure, row: _amount(row)),
    Column("按什么计发", 10, _of_row("paid_for")),
    Column("计发周期", 10, _of_row("period")),
    Column("年龄上限（岁）", 10, _figure("max_age")),
    Column("限博士", 8, _of_row("doctorate")),
    Column("改革方式", 14, _of_row("mode")),
    Column("事项数", 10, _figure("item_count")),
    Column("事项的量词", 10, _of_row("item_unit")),
    Column("新增", 8, _of_row("is_new")),
    Column("产品名称", 20, _of_row("name")),
    Column("运营主体", 20, _of_row("operator")),
    Column("平台", 20, _of_row("platform")),
    Column("阶段", 10, _of_row("stage")),
    Column("额度上限（元）", 14, _figure("credit_limit_yuan")),
    Column("年利率（%）", 10, _figure("annual_rate_percent")),
    Column("期限（月）", 8, _figure("term_months")),
    Column("担保要求", 16, _of_row("guarantee")),
    Column("有贴息", 8, _of_row("interest_subsidy")),
    Column("投资占可投规模下限（%）", 14, _figure("invest_share_min_percent")),
    Column("投资损失允许率（%）", 14, _figure("loss_tolerance_percent")),
    Column("明细说明", 30, _of_row("note")),
    Column("申报条件", 40, _conditions),
    Column("申报材料", 30, lambda measure, row: _names(measure.materials, NOT_STATED)),
    Column("申报开始", 12, _own("apply_from")),
    Column("申报截止", 12, _own("apply_until")),
    Column("有效期起", 12, _own("valid_from")),
    Column("有效期止", 12, _own("valid_until")),
    Column("申报入口", 20, _own("apply_url")),
    Column("咨询电话", 14, _own("contact_phone")),
    Column("政策依据", 30, lambda measure, row: _names(measure.basis, NOT_STATED)),
    Column("出处文件", 30, _citation("title")),
    Column("出处条款", 24, _clause),
    Column("出处位置", 16, _citation("locator")),
    Column("出处指纹", 20, _citation("fingerprint")),
    Column("出处为旧版", 10, lambda measure, row: _superseded(_citation_of(measure, row))),
    Column("来源未载明（事项）", 30, lambda measure, row: _unstated(measure)),
    Column("来源未载明（明细）", 30, lambda measure, row: _unstated(row) if row else None),
    Column("版本", 6, _own("version")),
    Column("发布日期", 12, lambda measure, row: measure.published_at.date()),
    Column("出处网址", 30, _citation("url")),
    Column("网址", 30, _own("url")),
)
HEADINGS = [column.heading for column in COLUMNS]
# The columns of the sheet that a workbook opens with.
READABLE = [
    COLUMNS[HEADINGS.index(heading)]
    for heading in (
        *("名称", "明细名目", "金额", "一句话", "企业梯次", "申报条件"),
        *("办理方式", "部门", "咨询电话", "申报截止", "出处位置", "网址"),
    )
]


def _amount(row: Row | None) -> Cell:
    """The award in words; empty for kinds without awards."""
    if row is None or "amount" not in type(row).model_fields:
        return None
    return row.amount.text if row.amount else NOT_STATED


def rows(measure: MeasureShape) -> Iterator[list[Cell]]:
    """The rows of one measure, one for each provision; a measure without provisions has one row."""
    for row in measure.provisions or [None]:
        yield [column.of(measure, row) for column in COLUMNS]


def clean(cell: Cell) -> Cell:
    """Text without control characters."""
    return without_control(cell) if isinstance(cell, str) else cell


def inert(cell: Cell) -> Cell:
    """Text that a spreadsheet would change, with an apostrophe in front that marks it as text."""
    cell = clean(cell)
    return f"'{cell}" if isinstance(cell, str) and MISREAD.match(cell) else cell
