"""What the sources leave open of a measure: the names of the points, and the questions to ask about them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from incentives.enums import Delivery, Form
from incentives.models import Measure
from incentives.models.provision import Award, LoanProduct
from incentives.statements.inherited import inherits
from policies.enums import Stacking, TermKind
from policies.search.question import Asked
from policies.text.wording import dated, quoted

# What a row says of those who may have it.
OF_APPLICANTS = ("enterprise_tier_id", "first_time", "max_age", "doctorate")


class OpenPoint(NamedTuple):
    """One matter that a source may leave open.

    `blanks` tells of each place for it whether that is blank; a measure without such a place has none. `applies` says
    whether the page of a measure mentions it. `asked`: the kind of question that a search answers with it. `in_rows`:
    it is said beside the rows already.
    """

    name: str
    question: str
    blanks: Callable[[Measure], Sequence[bool]]
    applies: Callable[[Measure], bool] = lambda one: True
    asked: Asked | None = None
    in_rows: bool = False

    def name_in(self, measure: Measure) -> str:
        """Its name where the measure leaves it open, 部分… where only some of the rows do; empty where it is stated."""
        blanks = self.blanks(measure)
        return f"{'' if all(blanks) else '部分'}{self.name}" if any(blanks) else ""


def of_rows(table: type, field: str) -> Callable[[Measure], list[bool]]:
    """Whether a field of each row is blank; funds have no terms of a loan."""
    return lambda one: [
        getattr(row, field) in (None, "")
        for row in one.provisions
        if isinstance(row, table) and row.form != Form.INVESTMENT
    ]


def amounts(measure: Measure) -> list[bool]:
    """Whether each award leaves its sum open; a measure without awards states none."""
    return [not row.amount.is_stated for row in measure.provisions if isinstance(row, Award)] or [True]


def conditions(measure: Measure) -> list[bool]:
    """Whether nothing is said of what an applicant must be."""
    told = (getattr(row, field, None) for row in measure.provisions for field in OF_APPLICANTS)
    return [not measure.conditions.all() and not any(told)]


def unless_inherited(is_blank: Callable[[Measure], object], *terms: TermKind) -> Callable[[Measure], list[bool]]:
    """Whether a field is blank and no term of the document fills it; terms are read only for a blank field."""
    return lambda one: [bool(is_blank(one)) and not inherits(one, *terms)]


def is_offer(measure: Measure) -> bool:
    return measure.is_offer


def gives_awards(measure: Measure) -> bool:
    return measure.gives_awards


WHO_MAY = "哪些企业可以享受？要满足哪些条件？"
IN_FORCE = "依据哪份文件？现在还有效吗？"
APPLY = (TermKind.APPLY_FROM, TermKind.APPLY_UNTIL, TermKind.APPLY_WINDOW)
STACKED = OpenPoint(
    "能否叠加（都拿）",
    "能不能和其他奖补一起拿？",
    unless_inherited(lambda one: one.stacking == Stacking.NOT_STATED, TermKind.STACKING),
    gives_awards,
    Asked.STACKING,
    in_rows=True,
)
POINTS: tuple[OpenPoint, ...] = (  # in the order to ask them
    OpenPoint("支持对象", WHO_MAY, lambda one: [not (one.audience or one.tiers.all())], asked=Asked.WHOM),
    OpenPoint("申报条件", WHO_MAY, conditions, is_offer, Asked.WHOM),
    OpenPoint("金额", "没有写明金额的，给多少？怎么计算？", amounts, gives_awards, Asked.SUM, in_rows=True),
    OpenPoint("额度", "额度最高多少？", of_rows(LoanProduct, "credit_limit"), asked=Asked.TERMS, in_rows=True),
    OpenPoint("利率", "年利率是多少？", of_rows(LoanProduct, "annual_rate"), asked=Asked.TERMS, in_rows=True),
    OpenPoint("期限", "最长可以用多久？", of_rows(LoanProduct, "term_months"), asked=Asked.TERMS, in_rows=True),
    OpenPoint("担保要求", "要不要抵押或者担保？", of_rows(LoanProduct, "guarantee"), asked=Asked.TERMS, in_rows=True),
    OpenPoint("贴息", "有没有贴息？", of_rows(LoanProduct, "interest_subsidy"), in_rows=True),
    STACKED,
    OpenPoint(
        "办理方式", "要不要申请？怎么办理？", lambda one: [one.delivery == Delivery.NOT_STATED], is_offer, Asked.HOW
    ),
    OpenPoint("申报入口", "在哪里申报？有没有网上入口？", lambda one: [not one.apply_url], is_offer, Asked.HOW),
    OpenPoint("申报材料", "要交哪些材料？", lambda one: [not one.materials.all()], is_offer, Asked.HOW),
    OpenPoint(
        "申报时间和截止日期",
        "什么时候申报？截止到哪天？",
        unless_inherited(lambda one: not (one.apply_from or one.apply_until), *APPLY),
        is_offer,
        Asked.WHEN,
    ),
    OpenPoint("认定或负责的部门", "由哪个部门负责？", lambda one: [not one.agency_roles.all()], asked=Asked.WHO),
    OpenPoint("咨询电话", "有没有专门的咨询电话？", lambda one: [not one.contact_phone], is_offer),
    OpenPoint("政策依据", IN_FORCE, lambda one: [not one.basis.all()]),
    OpenPoint("有效期", IN_FORCE, unless_inherited(lambda one: not one.valid_until, TermKind.VALIDITY)),
)


class OpenPoints(NamedTuple):
    """What a measure leaves open: all names, the names without those said beside its rows, and the questions once."""

    names: tuple[str, ...]
    besides_rows: tuple[str, ...]
    questions: tuple[str, ...]


def open_points(measure: Measure) -> OpenPoints:
    """What the sources leave open of a measure, which must come from `Measure.objects.whole()`."""
    found = [(point, name) for point in POINTS if point.applies(measure) and (name := point.name_in(measure))]
    return OpenPoints(
        tuple(name for _, name in found),
        tuple(name for point, name in found if not point.in_rows),
        tuple(dict.fromkeys(point.question for point, _ in found)),
    )


def open_points_asked(measure: Measure, asked: Asked) -> list[str]:
    """The names of what is asked and nothing in the measure states, whatever kind of measure it is."""
    about = [point for point in POINTS if point.asked == asked]
    return [point.name for point in about if (blanks := point.blanks(measure)) and all(blanks)]


def inquiry(measure: Measure, questions: Sequence[str]) -> str:
    """What to say on the telephone: which measure it is about, where it is written, and the questions, a line each."""
    clause = next(iter(measure.clauses.all()), None)
    day = f"（{dated(clause.document.written_on)}）" if clause and clause.document.written_on else ""
    source = f"{clause.document.quoted_title}{day}{clause.locator}写到了它，有几点没有写明。" if clause else ""
    lines = (f"{number}. {question}" for number, question in enumerate(questions, start=1))
    return "\n".join((f"您好，我想咨询{quoted(measure.title)}。{source}请问：", *lines))
