"""What is drafted from a text: measures with their rows, context with its reason, terms. Values alone. Pure."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from incentives.enums import Kind, Operator, Period
from incentives.models.amount import Amount
from policies.figures.quantities import Comparison
from policies.parsing.terms import ReadTerm

Number = int | Decimal


class ContextReason(StrEnum):
    """Why a sentence belongs to no measure."""

    HEADING = "heading"
    PURPOSE = "purpose"
    CLOSING = "closing"
    OUTCOME = "outcome"
    TARGET = "target"
    FUND = "fund"
    DUTY = "duty"
    CALCULATION = "calculation"
    BASIS = "basis"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _REASONS[self]


_REASONS = {
    ContextReason.HEADING: "标题",
    ContextReason.PURPOSE: "目的",
    ContextReason.CLOSING: "附则",
    ContextReason.OUTCOME: "成效",
    ContextReason.TARGET: "目标",
    ContextReason.FUND: "资金安排",
    ContextReason.DUTY: "部门职责",
    ContextReason.CALCULATION: "测算举例",
    ContextReason.BASIS: "文件依据",
    ContextReason.OTHER: "没有说给予什么",
}


class DraftShape(StrEnum):
    """How a text is laid out."""

    POLICY = "policy"  # numbered items, each with what it gives
    LIST = "list"  # a name, and below it labelled lines: 政策内容, 申请渠道
    GUIDE = "guide"  # chapters of labelled items: 申请对象, 补贴标准
    ROUND = "round"  # 申报通知: a call to apply for measures that exist
    ANSWERS = "answers"  # 问答, 解读: a source beside the measures
    REPORT = "report"  # nothing to be had

    @property
    def label(self) -> str:
        return _SHAPES[self]


_SHAPES = {
    DraftShape.POLICY: "政策条款",
    DraftShape.LIST: "政策清单",
    DraftShape.GUIDE: "办事指南",
    DraftShape.ROUND: "申报通知",
    DraftShape.ANSWERS: "问答或解读",
    DraftShape.REPORT: "没有惠企事项",
}


@dataclass(frozen=True)
class DraftClause:
    """One sentence to draft from; `headings` are those above it, from the outermost in, '' where there is none."""

    path: str
    text: str
    place: str = ""
    headings: tuple[str, ...] = ()

    @property
    def item(self) -> str:
        """The place it stands in: its path without the number of the sentence."""
        return self.path.rpartition(".")[0]

    @property
    def part(self) -> str:
        return self.path.partition(".")[0]


@dataclass(frozen=True)
class SaidAt:
    """One thing that the text says, and the clause that says it."""

    value: str
    path: str


OPERATORS = {
    Comparison.AT_LEAST: Operator.GTE,
    Comparison.OVER: Operator.GT,
    Comparison.AT_MOST: Operator.LTE,
    Comparison.BELOW: Operator.LT,
    Comparison.EXACT: Operator.GTE,  # 营业收入5000万元的: a line to reach
}


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """A number to reach: 营业收入 gte 100000000 元; `operator` is a value of `incentives.enums.Operator`."""

    measure: str
    operator: str
    value: Number
    unit: str
    text: str
    path: str


@dataclass(frozen=True, kw_only=True)
class DraftRow:
    """One sum or rate to be had. Sums in 元, rates in %; both ends equal: exact, one end: a cap or a floor.

    Of a rate with a sum the sum is its cap. `limit` is a further limit in the text's words (每年不超过60万元),
    `subject` whom the row is for, in the text's words.
    """

    label: str
    path: str
    subject: str = ""
    amount_min: Number | None = None
    amount_max: Number | None = None
    currency: str = ""
    rate_min: Number | None = None
    rate_max: Number | None = None
    rate_base: str = ""
    per: tuple[str, ...] = ()
    paid_for: str = ""
    period: str = ""
    first_time: bool = False
    one_off: bool | None = None
    limit: str = ""
    max_age: int | None = None
    doctorate: bool | None = None
    thresholds: tuple[Threshold, ...] = ()
    form: str = ""

    @property
    def amount(self) -> Amount:
        """The sum and the rate as one value, which has their words."""
        return Amount(
            self.amount_min,
            self.amount_max,
            self.rate_min,
            self.rate_max,
            self.rate_base,
            self.paid_for,
            Period(self.period).label if self.period else "",
            self.currency,
        )

    @property
    def values(self) -> tuple[Number | None, ...]:
        """Sum and rate, each as its two ends."""
        return (self.amount_min, self.amount_max, self.rate_min, self.rate_max)


@dataclass(frozen=True, kw_only=True)
class ProposedCondition:
    """A condition in the text's words; `fact` is '' where a person must check."""

    sentence: str
    path: str
    fact: str = ""
    operator: str = ""
    value: str = ""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One measure that a person is asked to accept. What the text does not say is empty or None."""

    title: str
    kind: Kind
    clauses: tuple[str, ...]  # paths in the order of the text
    category: str = ""
    subject: str = ""
    promise: str = ""
    rows: tuple[DraftRow, ...] = ()
    conditions: tuple[ProposedCondition, ...] = ()
    delivery: SaidAt | None = None
    stacking: SaidAt | None = None
    materials: tuple[SaidAt, ...] = ()
    agencies: tuple[SaidAt, ...] = ()
    apply_from: SaidAt | None = None
    apply_until: SaidAt | None = None
    apply_url: SaidAt | None = None
    phones: tuple[SaidAt, ...] = ()
    form: str = "measure"  # or "round": a call to apply; "source": it explains a measure of another text

    @property
    def part(self) -> str:
        """The first number of the path it begins at: 1, 0 before the first section, a1 in 附件1."""
        return self.clauses[0].partition(".")[0]


@dataclass(frozen=True)
class ContextSentence:
    path: str
    reason: ContextReason


@dataclass(frozen=True)
class Proposals:
    """A whole text: each clause stands in a proposal, in the context or in a term."""

    proposals: tuple[Proposal, ...]
    context: tuple[ContextSentence, ...]
    terms: tuple[ReadTerm, ...]
    shape: DraftShape
