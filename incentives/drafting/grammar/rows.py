"""The rows of a piece: each sum or share with its label, its cap and what it is paid for. Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from incentives.drafting.grammar import words
from incentives.drafting.grammar.groups import RowFigures, groups_of
from incentives.drafting.grammar.labels import LABEL_LENGTH, label_of
from incentives.drafting.grammar.pieces import SentencePart
from incentives.drafting.proposal import OPERATORS, DraftRow, Number, Threshold
from incentives.enums import Operator, Period
from policies.figures.quantities import Bound, FigureKind
from policies.figures.read import Figure

BASE_LENGTH = 60  # characters that the column `rate_base` holds
_TO_BASE = re.compile("^(?:[^，,]*?(?:按照?|参照|依照|对))?(?:其|该)?(?=..)")
_PERIODS = {period.label: period.value for period in Period}
_PER = {"每年": "year", "每月": "month", "人": "person", "项目": "project"}
_OF_A_YEAR = re.compile(
    "全年|每年|(?:年度|一年|(?<![0-9一二两三四五六七八九十几])年)(?:内|度)?(?:累计|总额|补[贴助]|奖励|贴息|支持|合计)*(?:总额|金额)?(?:上限为?|最高|最多|封顶|不超过)"
)
_NUMBERED = re.compile("（第[0-9]+档）$")
_FIRST = re.compile("首次|首批|首家|首度|初次|第一次|(?<!重)新认定|新获[评批]")


def rows_of(piece: SentencePart, title: str = "") -> list[DraftRow]:
    """The rows of a piece in order; `title` labels a row that nothing else does."""
    rows = [_row(piece, group, title, number) for number, group in enumerate(groups_of(piece), start=1)]
    return _told_apart(_said_once(_with_bases(rows)))


def _said_once(rows: list[DraftRow]) -> list[DraftRow]:
    """每人＊、＊，其中高级工＊、中级工＊: the sums that are said again with their names stand for those without."""
    made: list[DraftRow] = []
    for place, row in enumerate(rows):
        again = next((one for one in rows[place + 1 :] if one.values == row.values), None)
        if again is None or not _NUMBERED.search(row.label):
            first = next((one for one in rows[:place] if one.values == row.values and _NUMBERED.search(one.label)), row)
            made.append(
                replace(
                    row,
                    per=row.per or first.per,
                    paid_for=row.paid_for or first.paid_for,
                    period=row.period or first.period,
                )
            )
    return made


def _with_bases(rows: list[DraftRow]) -> list[DraftRow]:
    """Shares of a list have the base that its first member names."""
    made: list[DraftRow] = []
    for row in rows:
        has_rate = (row.rate_min, row.rate_max) != (None, None)
        base = row.rate_base or next((one.rate_base for one in reversed(made) if one.rate_base), "")
        made.append(replace(row, rate_base=base) if has_rate else row)
    return made


def _base_of(said: str) -> str:
    """Of what a share is paid, where no 的 ties the two: 其租金 of 对其租金，给予＊; '' where no words stand there."""
    *parts, beside = re.split("[，,；;。：:]", said)
    last = label_of(beside)
    if not last:
        part = next((part for part in reversed(parts) if label_of(part)), "")
        last = "" if part.rstrip().endswith("的") else label_of(part)  # 对认定为甲类的，给予＊: a case
    return re.sub("[0-9].*$", "", _TO_BASE.sub("", last))[-BASE_LENGTH:]


def _row(piece: SentencePart, group: RowFigures, title: str, number: int) -> DraftRow:
    values: dict[str, object] = {}
    for figure in group.figures:
        values |= _values(figure)
    first = group.figures[0]
    last = group.figures[-1]
    if (values.get("rate_min"), values.get("rate_max")) != (None, None) and not values["rate_base"]:
        values["rate_base"] = _base_of(group.said)
    behind = piece.sentence.text[last.end : min(piece.end, last.end + 14)]
    ages = [age for age in piece.figures if age.kind is FigureKind.AGE and age.end <= first.start]
    period = _period(piece, group)
    label = label_of(group.label)
    return DraftRow(
        label=(label or title or f"第{number}档")[:LABEL_LENGTH],
        subject=label[:LABEL_LENGTH],
        path=piece.path,
        per=_per(group, period),
        paid_for=next((figure.paid_for for figure in group.figures if figure.paid_for), ""),
        period=_PERIODS.get(period, ""),
        first_time=bool(_FIRST.search(group.said + group.label)),
        one_off=True if any(figure.one_off for figure in group.figures) and not period else None,
        limit=group.limit or _fraction(first),
        max_age=int(ages[-1].high) if ages and ages[-1].high else None,
        doctorate=True if "博士" in group.said + group.label else None,
        thresholds=tuple(_thresholds(piece, group)),
        form=words.form_of(behind)
        or words.form_of(piece.sentence.text[max(piece.start, first.start - 24) : first.start]),
        **values,
    )


def _values(figure: Figure) -> dict[str, object]:
    if figure.kind is FigureKind.AMOUNT:
        currency = "" if figure.unit == "元" else figure.unit
        return {"amount_min": _number(figure.low), "amount_max": _number(figure.high), "currency": currency}
    scale = 100 if figure.kind is FigureKind.RATIO else 1
    low, high = (None if end is None else _number(end * scale) for end in (figure.low, figure.high))
    return {"rate_min": low, "rate_max": high, "rate_base": re.sub("^(?:不超过|最高|最多|其)+", "", figure.base)}


def _fraction(figure: Figure) -> str:
    """最低工资标准的2/3: a share in words, where no percentage says it exactly."""
    is_inexact = isinstance(figure.low, Fraction) and _number(figure.low * 100) is None
    return f"{figure.base}的{figure.text}".removeprefix("的") if is_inexact else ""


def _number(value: object) -> Number | None:
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        value = round(exact, 2)
        if value != exact:
            return None  # two thirds are no percent that the source states
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value  # type: ignore[return-value]


def _period(piece: SentencePart, group: RowFigures) -> str:
    """每年, 每月: beside the figure, or in the clause that gives it."""
    said = next((figure.period for figure in group.figures if figure.period not in ("", "一次性")), "")
    if said:
        return said
    amount = next((figure for figure in group.figures if figure.kind is FigureKind.AMOUNT), None)
    if amount is None:
        return ""
    clause = re.split("[，,；;。]", piece.sentence.text[piece.start : amount.start])[-1]
    capped = amount.bound is Bound.CAP and _OF_A_YEAR.search(clause)
    return "每年" if capped or re.search("(?<!按)每年(?!度?安排)", clause) else ""


def _per(group: RowFigures, period: str) -> tuple[str, ...]:
    things = [figure.paid_for for figure in group.figures if figure.paid_for]
    return tuple(dict.fromkeys(_PER.get(one, one) for one in (*things, period) if one))


def _thresholds(piece: SentencePart, group: RowFigures) -> Iterator[Threshold]:
    for figure in group.thresholds:
        value = figure.value
        if value is not None and figure.kind in (FigureKind.AMOUNT, FigureKind.PERCENT):
            yield Threshold(
                measure=figure.measure,
                operator=OPERATORS.get(figure.comparison, Operator.GTE).value,
                value=_number(value),
                unit=figure.unit or ("%" if figure.kind is FigureKind.PERCENT else ""),
                text=figure.text,
                path=piece.path,
            )


def _told_apart(rows: list[DraftRow]) -> list[DraftRow]:
    """Rows whose labels are the same are numbered."""
    labels = [row.label for row in rows]
    return [
        replace(row, label=f"{row.label}（第{place}档）"[:LABEL_LENGTH]) if labels.count(row.label) > 1 else row
        for place, row in enumerate(rows, start=1)
    ]
