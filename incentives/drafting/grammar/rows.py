"""The rows of a piece: each sum or share with its label, its cap and what it is paid for. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from incentives.drafting.grammar import words
from incentives.drafting.grammar.pieces import SentencePart
from incentives.drafting.proposal import OPERATORS, DraftRow, Number, Threshold
from incentives.enums import Operator, Period
from incentives.models.amount import RECIPIENTS
from policies.figures.quantities import Bound, FigureKind, Nature
from policies.figures.read import Figure
from policies.figures.subjects import clauses, list_subjects

LABEL_LENGTH = 80  # characters that the column `label` holds
BASE_LENGTH = 60  # characters that the column `rate_base` holds
_TO_BASE = re.compile("^(?:[^，,]*?(?:按照?|参照|依照|对))?(?:其|该)?(?=..)")
_PERIODS = {period.label: period.value for period in Period}
_PER = {"每年": "year", "每月": "month", "人": "person", "项目": "project"}
_NEW_SUBJECT = re.compile(
    "[；;]|的[，,]|[，,]对|再给|另给|[，,](?:[^，,]{0,12})(?:企业|单位|项目|机构|个人|人才|人员)[^，,]{0,8}(?:给予|奖励|补)"
)
_ANOTHER = re.compile("[；;]|的[，,]|[，,]对|再给|另给")
# …，每家企业最高…, （单个项目…）: a cap of what stands before.
_LIMIT_OF_EACH = re.compile(
    "(?:^|[，,（(])(?:但|且|其中)?(?:每[个家户年]|单[个家户]|同一|年度|累计|总额|合计|最高|最多|补[助贴](?:总额|金额)|"
    "奖励(?:总额|金额)|总计|全年)(?![^，,；;]*(?:给予|予以))[^，,；;]{0,16}$"
)
# 最高＊且不超过投资额的＊
_SHARE_OF_CAP = re.compile("(?:[，,、]|且|并|的)*(?:不超过|最高|按)[^，,；;]{0,14}")
_GIVING_TAIL = re.compile(
    "(?:[，,、]?(?:可?按照?|参照|分别|各|再|可|将|给予|予以|给|一次性|最高|最多|最低|不超过|不低于|不高于|累计|奖励|奖补|奖|补助|补贴|资助|发放|享受|"
    "每(?:家|户|人|年|月|个|名|平方米|项目|项)|标准为?|为|的?比例|人民币|其|按年|每年|总额|共计|额外|另|约|合计|支持|追加|配套|贴息)\\s*)+$"
)
_FIELD = re.compile("^(?:答|(?:政策|[支扶]持|奖励|补贴|补助|资助|奖补|贴息|贷款)?(?:标准|内容|金额|额度|测算))[:：]")
_RECIPIENT = re.compile("[，,](?:当年)?(?:分别|各|一次性|再|另)*(?:给予|予以|奖励|补助|奖)[一-鿿、（）()]{0,16}$")
_OPENING = re.compile(
    "^(?:的?(?:给予|予以)?(?:一次性)?(?:奖励|补助|补贴|资助|奖补|支持)?[，,])?[\\s，,、。；;：:]*(?:(?:对于?|凡是?|其中|向|为(?=[^期])|给予|予以)[，,]?)?"
)
_JOINING = re.compile("^(?:和|及|与|以及|并)(?=超|其)")
_REMARKS = re.compile("（[^（）]*）|\\([^()]*\\)")
_JOINT = re.compile("(?:的?(?:奖励|补助))?[、，,和及与或/]+(?:给予|最高|不超过)?")
_FIRST = re.compile("首次|首批|首家|首度|初次|第一次|(?<!重)新认定|新获[评批]")


@dataclass
class _Group:
    """Figures that make one row."""

    label: str
    figures: list[Figure]
    limit: str = ""
    thresholds: list[Figure] = field(default_factory=list)
    said: str = ""  # the words it was read from
    end: int = 0  # of the last figure that belongs to it, in the sentence

    def limit_to(self, said: str) -> None:
        """Keep a further limit in words."""
        said = said.strip("，,、。；;() ")
        self.limit = f"{self.limit}，{said}" if self.limit else said


def rows_of(piece: SentencePart, title: str = "") -> list[DraftRow]:
    """The rows of a piece in order; `title` labels a row that nothing else does."""
    paired = _paired(piece)
    taken = {figure.start for group in paired for figure in group.figures}
    groups = [*paired, *_single(piece, taken)]
    groups.sort(key=lambda group: group.figures[0].start)
    _runs(piece, groups)
    groups = _own_limits(groups)
    rows = [_row(piece, group, title, number) for number, group in enumerate(groups, start=1)]
    return _told_apart(_with_bases(rows))


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


def _paired(piece: SentencePart) -> list[_Group]:
    groups = []
    awards = {figure.start for figure in piece.awards}
    for pairing in piece.sentence.pairings:
        for pair in pairing.pairs:
            figures = [figure for figure in pair.figures if figure.start in awards]
            if figures:
                start = max(piece.start, pairing.start - 160)
                said = piece.sentence.text[start : pairing.start]
                steps = [
                    one
                    for one in piece.figures
                    if one.nature is not Nature.AWARD and one.text and one.text in pair.subject
                ]
                groups.append(_Group(pair.subject, figures, thresholds=steps[:2], said=said))
    return groups


def _single(piece: SentencePart, taken: set[int]) -> list[_Group]:
    """Awards outside a list, each with the words before it; a cap joins the share or the sum that it limits."""
    groups: list[_Group] = []
    end = piece.start
    for figure in piece.awards:
        if figure.start in taken:
            end = figure.end
            continue
        said = piece.sentence.text[end : figure.start]
        if groups and groups[-1].end == end and _limits(groups[-1], figure, said):
            _limit(groups[-1], figure, said + figure.text)
        else:
            thresholds = [
                one for one in piece.figures if end <= one.start < figure.start and one.nature is Nature.THRESHOLD
            ]
            groups.append(_Group(said, [figure], thresholds=thresholds, said=said))
        groups[-1].end = end = figure.end
    return groups


def _limits(group: _Group, figure: Figure, said: str) -> bool:
    """Whether a figure is the cap of the row before it, and not a sum of its own."""
    if _ANOTHER.search(said):
        return False
    if figure.bound is Bound.CAP and _LIMIT_OF_EACH.search(said):
        return True
    if _NEW_SUBJECT.search(said):
        return False
    first = group.figures[0]
    share = first.kind is not FigureKind.AMOUNT
    if share and figure.kind is FigureKind.AMOUNT:
        return figure.bound is Bound.CAP or len(said) < 12
    if not share and figure.kind is not FigureKind.AMOUNT:
        return first.bound is Bound.CAP and bool(_SHARE_OF_CAP.fullmatch(said))
    return False


def _limit(group: _Group, figure: Figure, words_said: str) -> None:
    kinds = {one.kind is FigureKind.AMOUNT for one in group.figures}
    priced = figure.kind is FigureKind.AMOUNT and figure.paid_for not in RECIPIENTS  # of one unit, no cap of the whole
    whole = not priced and (figure.period in ("", "一次性") or kinds == {False})
    if whole and (figure.kind is FigureKind.AMOUNT) not in kinds:
        group.figures.append(figure)
    else:
        group.limit_to(re.split("[，,（(]", words_said)[-1])


def _own_limits(groups: list[_Group]) -> list[_Group]:
    """The groups without those that only cap a list before them; each member of it keeps the words as its limit."""
    kept: list[_Group] = []
    for group in groups:
        figure = group.figures[0]
        clause = _ANOTHER.split(group.said)[-1]
        if kept and len(group.figures) == 1 and figure.bound is Bound.CAP and _LIMIT_OF_EACH.search(clause):
            said = (re.split("[，,（(]", group.said)[-1] + figure.text).strip()
            for other in kept:
                other.limit_to(said)
        else:
            kept.append(group)
    return kept


def _runs(piece: SentencePart, groups: list[_Group]) -> None:
    """70%、80%和90%: the members of a list without 分别 take the members of the list before it, if it is as long."""
    starts = [place for place, group in enumerate(groups) if not _JOINT.fullmatch(group.said)]
    for first, after in pairwise([*starts, len(groups)]):
        run = groups[first:after]
        if len(run) < 2:
            continue
        lists = (list_subjects(part, len(run)) for part in reversed(clauses(run[0].said)))
        named = next((one for one in lists if len(one) == len(run)), ())
        base = label_of(run[0].said)
        for place, group in enumerate(run):
            group.label = named[place] if named else f"{base}（第{place + 1}档）"


def _row(piece: SentencePart, group: _Group, title: str, number: int) -> DraftRow:
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
        return {"amount_min": _number(figure.low), "amount_max": _number(figure.high)}
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


def _period(piece: SentencePart, group: _Group) -> str:
    """每年, 每月: beside the figure, or in the clause that gives it."""
    said = next((figure.period for figure in group.figures if figure.period not in ("", "一次性")), "")
    if said:
        return said
    clause = re.split("[，,；;。]", piece.sentence.text[piece.start : group.figures[0].start])[-1]
    return "每年" if re.search("(?<!按)每年(?!度?安排)", clause) and group.figures[0].kind is FigureKind.AMOUNT else ""


def _per(group: _Group, period: str) -> tuple[str, ...]:
    things = [figure.paid_for for figure in group.figures if figure.paid_for]
    return tuple(dict.fromkeys(_PER.get(one, one) for one in (*things, period) if one))


def _thresholds(piece: SentencePart, group: _Group) -> Iterator[Threshold]:
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


def label_of(said: str) -> str:
    """The words that name a row, without how it is given."""
    text = _FIELD.sub("", re.split("[。；;]", said)[-1] or said)
    text = _OPENING.sub("", text)
    for _ in range(3):
        text = _GIVING_TAIL.sub("", text).strip("，,、：:。 ")
    text = _RECIPIENT.sub("", text) or text
    if len(text) > LABEL_LENGTH // 2:
        text = _REMARKS.sub("", text)
    while len(text) > LABEL_LENGTH and re.search("[，,]", text):  # what stands nearest to the figure names it
        text = re.split("[，,]", text, maxsplit=1)[1]
    text = _JOINING.sub("", text)[-LABEL_LENGTH:]
    return text.removesuffix("的").strip("，,、：:） ") if not text.count("（") else text.strip("，,、：: ")


def _told_apart(rows: list[DraftRow]) -> list[DraftRow]:
    """Rows whose labels are the same are numbered."""
    labels = [row.label for row in rows]
    return [
        replace(row, label=f"{row.label}（第{place}档）"[:LABEL_LENGTH]) if labels.count(row.label) > 1 else row
        for place, row in enumerate(rows, start=1)
    ]
