"""What our content claims: a claim for each figure of a measure's rows, conditions and indicators, and its prose."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import partial, singledispatch

from django.db.models import DecimalField, IntegerField

from incentives.enums import Operator
from incentives.evidence.claims import AsOf, Blank, Claim, ExpectedFigure, Item, Number, Reach, Sentence, Tick
from incentives.evidence.rules import expected
from incentives.evidence.rules.prose import Prose
from incentives.models import ApprovalReform, Condition, LoanProduct, Measure, SubsidyTier, TalentGrant
from incentives.models.provision import Award, Provision
from incentives.models.rules.fact import number_of
from policies.enums import DatePrecision
from policies.figures.read import read_figures
from policies.models import Indicator
from policies.text.wording import dated

Sentences = Mapping[int, Sentence]
_FIRST = (
    "首次",
    "首批",
    "首家",
    "首个",
    "首度",
    "首获",
    "初次",
    "第一次",
    "头一次",
    "新认定",
    "新获评",
    "新获批",
    "新评为",
)
_ONCE = ("一次性", "一次付清", "一次拨付", "一次发放", "一次兑付", "一次兑现", "一次给予")
_NEW = ("新增", "增加", "新设")
# Column, its name, the words of a yes with how near they stand, and those of a no or a blank.
_TICKS = (
    ("first_time", "限首次", (*_FIRST, "新获", "首"), Reach.SENTENCE, _FIRST, Reach.OWN),
    ("one_off", "一次性", _ONCE, Reach.SENTENCE, _ONCE, Reach.OWN),
    ("doctorate", "限博士", ("博士",), Reach.SEGMENT, ("博士",), Reach.SEGMENT),
    ("is_new", "新增", _NEW, Reach.CLAUSE, _NEW, Reach.CLAUSE),
)
_SUMS = ("金额", "比例", "事项数")
_PROSE = ("title", "promise", "summary", "audience")


def clause_keys(measure: Measure) -> set[int]:
    """The clauses that a measure's page cites, its indicators' included."""
    rows = [*measure.provisions, *measure.conditions.all(), *measure.indicators.all()]
    keys = {row.clause_id for row in rows} | {clause.pk for clause in measure.clauses.all()}
    return keys - {None}


def claims_of(measure: Measure, sentences: Sentences) -> Iterator[Claim]:
    """The figures of a measure's rows and conditions, and the columns that the rows leave blank."""
    ages = any(condition.fact_id == "age" for condition in measure.conditions.all())
    item_of, anchor = items_of(measure), f"{measure.rows_name}-group"
    for row in measure.provisions:
        for part, figure in [*figures_of(row), *_blanks(row, ages)]:
            blank = figure if isinstance(figure, Blank) else None
            yield Claim(
                item=item_of(row=row.label, part=part, field="provisions", anchor=anchor),
                sentence=sentences.get(row.clause_id),
                expected=None if blank else figure,
                blank=blank,
                of=_sum(row) if part not in _SUMS else None,
                subject=_subject(row),
                name=row.label,
                tier=_tier(row),
                lines=_lines(row),
                told=frozenset(_told(row, measure)),
                takes_lines=isinstance(row, SubsidyTier),
                ticks=_ticks(row) if part in _SUMS and blank is not expected.BLANK_RATE else (),
                group="rows",
                row=(f"{measure.pk}", row.position),
            )
    for condition in measure.conditions.all():
        if condition.fact and condition.fact.unit and number_of(condition.value) is not None:
            item = item_of(row=condition.sentence, part="条件", field="conditions", anchor="conditions-group")
            figure = _bounded_by(condition)
            yield Claim(item=item, sentence=sentences.get(condition.clause_id), expected=figure, group="conditions")


def claim_of(indicator: Indicator, sentences: Sentences) -> Claim:
    """An indicator's figure and date."""
    as_of = None
    if indicator.as_of:
        precision = DatePrecision(indicator.as_of_precision)
        as_of = AsOf(indicator.as_of, precision, dated(indicator.as_of, precision))
    return Claim(
        item=Item(
            owner=indicator.name,
            part="指标",
            field="indicators",
            anchor="id_indicators",
            url=indicator.get_absolute_url(),
        ),
        sentence=sentences.get(indicator.clause_id),
        expected=None if indicator.value is None else expected.indicator(indicator),
        subject=indicator.name,
        dated=True,
        as_of=as_of,
        group="indicators",
    )


def prose_of(measure: Measure, sentences: Sentences) -> Iterator[Prose]:
    """The texts of a measure; the figures in them must stand in one of its sentences."""
    cited = tuple(sentences[key] for key in sorted(clause_keys(measure)) if key in sentences)
    item_of, anchor = items_of(measure), f"{measure.rows_name}-group"
    for name in _PROSE:
        item = item_of(part=str(Measure._meta.get_field(name).verbose_name), field=name, anchor=f"id_{name}")
        yield Prose(item=item, text=getattr(measure, name), sentences=cited, may_quote=name == "audience")
    for row in measure.provisions:
        item = item_of(row=row.label, part="名目和说明", field="provisions", anchor=anchor)
        yield Prose(item=item, text=f"{row.label}。{row.note}", sentences=cited, may_quote=True)
    for condition in measure.conditions.all():
        item = item_of(row=condition.sentence, part="条件的文字", field="conditions", anchor="conditions-group")
        yield Prose(item=item, text=condition.sentence, sentences=cited, may_quote=True)


def items_of(measure: Measure) -> Callable[..., Item]:
    """Makes items of one measure from their row, part, field and anchor."""
    return partial(Item, owner=measure.title, url=measure.get_absolute_url())


@singledispatch
def figures_of(row: Provision) -> Iterator[tuple[str, ExpectedFigure]]:
    """The figures of a row by their names. Of a table without a function of its own: each number of its own."""
    yield from _own_numbers(row)


@figures_of.register
def _(row: Award) -> Iterator[tuple[str, ExpectedFigure]]:
    yield from _award(row)
    yield from _own_numbers(row)


@figures_of.register
def _(row: SubsidyTier) -> Iterator[tuple[str, ExpectedFigure]]:
    yield from _award(row)


@figures_of.register
def _(row: TalentGrant) -> Iterator[tuple[str, ExpectedFigure]]:
    yield from _award(row)
    if row.max_age is not None:
        yield "年龄上限", expected.age(row.max_age)


@figures_of.register
def _(row: ApprovalReform) -> Iterator[tuple[str, ExpectedFigure]]:
    if row.item_count is not None:
        yield "事项数", expected.things(row.item_count, row.item_unit)


@figures_of.register
def _(row: LoanProduct) -> Iterator[tuple[str, ExpectedFigure]]:
    if row.credit_limit is not None:
        yield "额度上限", expected.credit(row.credit_limit)
    if row.annual_rate is not None:
        yield "年利率", expected.share(row.annual_rate)
    if row.term_months is not None:
        yield "期限", expected.months(row.term_months)
    if row.invest_share_min_percent is not None:
        yield "投资占可投规模下限", expected.share(row.invest_share_min_percent, floor=True)
    if row.loss_tolerance_percent is not None:
        yield "投资损失允许率", expected.share(row.loss_tolerance_percent)


def _own_numbers(row: Provision) -> Iterator[tuple[str, ExpectedFigure]]:
    """The numbers that only this table has; the sentence must hold each, whatever it is for and in any unit."""
    common = {field.name for field in Award._meta.fields}
    for field in row._meta.concrete_fields:
        is_own_number = isinstance(field, IntegerField | DecimalField) and field.name not in common
        value = getattr(row, field.attname)
        if is_own_number and not field.primary_key and value is not None:
            yield str(field.verbose_name), expected.number(value)


def _award(row: Award) -> Iterator[tuple[str, ExpectedFigure]]:
    if row.amount_min is not None or row.amount_max is not None:
        yield "金额", _sum(row)
    if row.rate_min is not None or row.rate_max is not None:
        yield "比例", expected.rate(row.rate_min, row.rate_max, row.amount.rate_text)


def _sum(row: Provision) -> ExpectedFigure | None:
    if not isinstance(row, Award) or (row.amount_min is None and row.amount_max is None):
        return None
    once = True if row.one_off else None
    paid = {"currency": row.currency, "paid_for": row.paid_for, "period": row.get_period_display(), "once": once}
    return expected.award(row.amount_min, row.amount_max, row.amount.sum_text, **paid)


def _blanks(row: Provision, has_age_condition: bool) -> Iterator[tuple[str, Blank]]:
    """The columns of figures that the row leaves blank."""
    if isinstance(row, Award) and not row.amount.is_stated:
        yield "金额", expected.BLANK_SUM
    if isinstance(row, Award) and row.rate_min is None and row.rate_max is None:
        yield "比例", expected.BLANK_RATE
    if isinstance(row, TalentGrant) and row.max_age is None and not has_age_condition:
        yield "年龄上限", expected.BLANK_AGE
    if isinstance(row, SubsidyTier) and not _lines(row):
        yield "收入门槛", expected.BLANK_LINE
    if isinstance(row, ApprovalReform) and row.item_count is None:
        yield "事项数", expected.BLANK_ITEMS
    if isinstance(row, LoanProduct):
        for name, (part, blank) in expected.BLANKS_OF_A_LOAN.items():
            if getattr(row, name) is None:
                yield part, blank


def _subject(row: Provision) -> str:
    """Our words for whom or what a row is."""
    words = [row.label, *filter(None, [_tier(row)])]
    if isinstance(row, ApprovalReform) and row.get_mode_display() not in row.label:
        words.append(row.get_mode_display())
    return "；".join(words)


def _lines(row: Provision) -> tuple[Decimal, ...]:
    """The sums (元) that the row's own conditions want to be reached."""
    return tuple(one.line for one in row.lines if one.fact and one.fact.is_money)


def _told(row: Provision, measure: Measure) -> Iterator[Number]:
    """The sums that conditions of the row, or of the whole measure, name: who is below them is told so."""
    for condition in measure.conditions.all():
        if condition.row_key in (None, row.pk):
            for figure in read_figures(condition.sentence):
                yield from (end for end in {figure.low, figure.high} if end is not None)


def _tier(row: Provision) -> str:
    return row.enterprise_tier.name if isinstance(row, SubsidyTier) and row.enterprise_tier else ""


def _ticks(row: Provision) -> tuple[Tick, ...]:
    """The columns of the row that are yes, no or blank, as the part of the sentence on its figure must say it."""
    ticks = []
    for name, label, yes_words, yes_reach, words, reach in _TICKS:
        if hasattr(row, name):
            value = getattr(row, name)
            chosen = (yes_words, yes_reach) if value else (words, reach)
            ticks.append(Tick(words=chosen[0], label=label, value=value, reach=chosen[1]))
    return tuple(ticks)


def _bounded_by(condition: Condition) -> ExpectedFigure:
    value = number_of(condition.value)
    return expected.rule(Operator(condition.operator), value, condition.fact.unit, condition.fact.worded(value))
