"""Measures as the rows of a table: one row for each provision, its figure beside its citation. Pure."""

import datetime
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from incentives.amounts import NOT_STATED
from incentives.api.measure_shapes import Measure, Row

UNRESTRICTED = "来源未限定"
Cell = str | int | Decimal | datetime.date | None
FORMULA = re.compile(r"^[\s\x00-\x1f]*[=+\-@＝＋－＠]|^[\t\r\n]")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True)
class Column:
    """A column: its heading, with the unit in it, its width in characters, and what stands in it."""

    heading: str
    width: int
    of: Callable[[Measure, Row | None], Cell]


def _own(name: str) -> Callable[[Measure, Row | None], Cell]:
    """A member of the measure; words where the source states none."""
    return lambda measure, row: _worded(getattr(measure, name), name in measure.not_stated)


def _of_row(name: str) -> Callable[[Measure, Row | None], Cell]:
    """A member of the row; empty where this kind of row has none."""
    return lambda measure, row: _worded(getattr(row, name, None), row is not None and name in row.not_stated)


def _figure(name: str, inside: str = "") -> Callable[[Measure, Row | None], Cell]:
    """A number of the row, which stays a number: empty where it is not stated (the last columns name those)."""

    def figure(measure: Measure, row: Row | None) -> Cell:
        holder = getattr(row, inside, None) if inside else row
        return getattr(holder, name, None)

    return figure


def _worded(value: object, unstated: bool) -> Cell:
    if unstated:
        return NOT_STATED
    if isinstance(value, bool):
        return "是" if value else "否"
    return getattr(value, "label", value)


def _names(members: Iterable, empty: str) -> str:
    return "；".join(getattr(member, "name", None) or member.title for member in members) or empty


def _citation(name: str) -> Callable[[Measure, Row | None], Cell]:
    """The row's own citation; without rows, the measure's first source."""

    def cited(measure: Measure, row: Row | None) -> Cell:
        found = row.citation if row else next(iter(measure.sources), None)
        return getattr(found, name, None)

    return cited


COLUMNS = (
    Column("事项标识", 24, _own("slug")),
    Column("名称", 30, _own("title")),
    Column("一句话", 40, _own("promise")),
    Column("事项类型", 10, _own("kind")),
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
    Column("年主营业务收入须超过（元）", 16, _figure("revenue_over_yuan")),
    Column("金额下限（元）", 14, _figure("min_yuan", "amount")),
    Column("金额上限（元）", 14, _figure("max_yuan", "amount")),
    Column("比例下限（%）", 10, _figure("rate_min_percent", "amount")),
    Column("比例上限（%）", 10, _figure("rate_max_percent", "amount")),
    Column("比例的基数", 14, _figure("rate_base", "amount")),
    Column("金额", 20, lambda measure, row: _amount(row)),
    Column("计发单位", 10, _of_row("per")),
    Column("年龄上限（岁）", 10, _figure("max_age")),
    Column("改革方式", 14, _of_row("mode")),
    Column("事项数（项）", 10, _figure("item_count")),
    Column("产品名称", 20, _of_row("name")),
    Column("运营主体", 20, _of_row("operator")),
    Column("额度上限（元）", 14, _figure("credit_limit_yuan")),
    Column("年利率（%）", 10, _figure("annual_rate_percent")),
    Column("期限（月）", 8, _figure("term_months")),
    Column("申报开始", 12, _own("apply_from")),
    Column("申报截止", 12, _own("apply_until")),
    Column("有效期起", 12, _own("valid_from")),
    Column("有效期止", 12, _own("valid_until")),
    Column("申报入口", 20, _own("apply_url")),
    Column("咨询电话", 14, _own("contact_phone")),
    Column("政策依据", 30, lambda measure, row: _names(measure.basis, NOT_STATED)),
    Column("出处文件", 30, _citation("title")),
    Column("出处条款", 10, _citation("path")),
    Column("出处位置", 16, _citation("locator")),
    Column("出处指纹", 20, _citation("fingerprint")),
    Column("来源未载明（事项）", 30, lambda measure, row: " ".join(measure.not_stated)),
    Column("来源未载明（明细）", 30, lambda measure, row: " ".join(row.not_stated) if row else None),
    Column("版本", 6, _own("version")),
    Column("发布日期", 12, lambda measure, row: measure.published_at.date()),
    Column("网址", 30, _own("url")),
)
HEADINGS = [column.heading for column in COLUMNS]


def _amount(row: Row | None) -> Cell:
    """The award in words; a kind of row that has no awards leaves it empty."""
    if row is None or "amount" not in type(row).model_fields:
        return None
    return row.amount.text if row.amount else NOT_STATED


def rows(measure: Measure) -> Iterator[list[Cell]]:
    """The rows of one measure; a measure without provisions has one."""
    for row in measure.provisions or [None]:
        yield [column.of(measure, row) for column in COLUMNS]


def clean(cell: Cell) -> Cell:
    """Text without signs that no file may hold."""
    return CONTROL.sub("", cell) if isinstance(cell, str) else cell


def inert(cell: Cell) -> Cell:
    """Text that a spreadsheet would take for a formula, marked as text by an apostrophe."""
    cell = clean(cell)
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell
