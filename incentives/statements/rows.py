"""The rows of a measure in words: 首次获评专精特新中小企业：50 万元，限首次，一次性奖励."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from incentives.enums import Form, Kind
from incentives.models.amount import NOT_STATED
from incentives.models.provision import Award, LoanProduct, Provision
from policies.text.wording import money, plain


class RowWords(NamedTuple):
    """A row in words: its name, the sum or rate of an award (empty for other rows), and what else it states."""

    name: str
    award: str
    more: tuple[str, ...]


def row_words(row: Provision) -> RowWords:
    """The words for a row. An award without figures has 金额来源未载明 in place of the sum."""
    award, more = "", []
    if isinstance(row, Award):
        award = row.amount.text if row.amount.is_stated else f"金额{NOT_STATED}"
        more = [*_limits(row), row.given_as]
    elif isinstance(row, LoanProduct):
        more = [*_terms(row)]
    elif row.KIND == Kind.APPROVAL:
        more = [row.get_mode_display(), row.items]
    return RowWords(row.label, award, tuple(part for part in (*more, row.note) if part and part != row.label))


def row_text(row: Provision) -> str:
    """The words for a row in one line."""
    words = row_words(row)
    told = [part for part in (words.award, *words.more) if part]
    return words.name + ("：" + "，".join(told) if told else "")


def age_limit(row: Provision) -> str:
    """The age (years) up to which a row is given, in words; empty without one. It is a threshold and no award."""
    age = getattr(row, "max_age", None)
    return f"{age} 岁以下" if age else ""


def _limits(row: Award) -> Iterator[str]:
    yield age_limit(row)
    yield "限博士" if getattr(row, "doctorate", None) else ""
    yield "限首次" if getattr(row, "first_time", None) else ""


def _terms(row: LoanProduct) -> Iterator[str]:
    told = {term.label: term.read(row) for term in LOAN_TERMS}
    yield f"{told['运营主体']}运营" if told["运营主体"] else ""
    for label, before in SAID_AS.items():
        yield f"{before}{told[label]}" if told[label] else ""


class LoanTerm(NamedTuple):
    """One column of the table of loans and funds: how it reads of a row (empty: not stated), and which it is for."""

    label: str
    read: Callable[[LoanProduct], str]
    of_loans: bool = True
    of_funds: bool = True

    def is_of(self, row: LoanProduct) -> bool:
        return self.of_funds if row.form == Form.INVESTMENT else self.of_loans


def share(value: Decimal | None, before: str = "") -> str:
    return "" if value is None else f"{before}{plain(value)}%"


LOAN_TERMS = (
    LoanTerm("运营主体", lambda row: row.operator),
    LoanTerm("平台", lambda row: row.platform),
    LoanTerm("阶段", lambda row: row.get_stage_display()),
    LoanTerm("额度上限", lambda row: money(row.credit_limit) if row.credit_limit else "", of_funds=False),
    LoanTerm("年利率", lambda row: share(row.annual_rate), of_funds=False),
    LoanTerm("期限", lambda row: f"{row.term_months} 个月" if row.term_months else "", of_funds=False),
    LoanTerm("担保要求", lambda row: row.guarantee, of_funds=False),
    LoanTerm("贴息", lambda row: {True: "有", False: "无"}.get(row.interest_subsidy, ""), of_funds=False),
    LoanTerm("投资占可投规模", lambda row: share(row.invest_share_min_percent, "不低于 "), of_loans=False),
    LoanTerm("损失允许率", lambda row: share(row.loss_tolerance_percent), of_loans=False),
)
SAID_AS = {
    "额度上限": "额度最高 ",
    "期限": "期限 ",
    "担保要求": "",
    "年利率": "年利率 ",
    "投资占可投规模": "投资占比",
    "损失允许率": "投资损失允许率 ",
}


class LoanCell(NamedTuple):
    """What a row states of a term; `text` is empty where the source is silent, — where the row has no such term."""

    label: str
    text: str

    @property
    def is_figure(self) -> bool:
        return any(sign.isdecimal() for sign in self.text)


class LoanTable(NamedTuple):
    """Loans and funds side by side: the terms that some row states, and the names of those that none does."""

    labels: tuple[str, ...]
    rows: tuple[tuple[LoanProduct, tuple[LoanCell, ...]], ...]
    unstated: tuple[str, ...]


def loan_table(rows: Sequence[LoanProduct]) -> LoanTable:
    known = [term for term in LOAN_TERMS if any(term.read(row) for row in rows)]
    silent = [term.label for term in LOAN_TERMS if term not in known and any(term.is_of(row) for row in rows)]
    cells = [
        (row, tuple(LoanCell(term.label, term.read(row) or ("" if term.is_of(row) else "—")) for term in known))
        for row in rows
    ]
    return LoanTable(tuple(term.label for term in known), tuple(cells), tuple(silent))
