"""The knowledge that texts are held against, from the published records and, where it is held, the official text."""

import datetime
import re
from collections import defaultdict
from dataclasses import replace

from django.utils import timezone

from incentives.enums import Delivery, Kind, MeasureStatus
from incentives.models import ApprovalReform, LoanProduct, Measure
from incentives.models.provision import Award, Provision
from incentives.verify.knowledge import Knowledge, Paper, SourceFact, Topic
from policies.caching import content_version
from policies.enums import IndicatorNature, Qualifier, Stacking
from policies.figures.quantities import FigureKind, Nature
from policies.models import Clause, Document, Indicator, Synonym
from policies.text.wording import quantity

_NATURES = {IndicatorNature.TARGET: Nature.TARGET, IndicatorNature.OUTCOME: Nature.OUTCOME}
_LIMIT = re.compile("首次|[一二三两]年以上")
_MARKS = str.maketrans(",;:", "，；：")
_TAKEN = re.compile("经?(认定|遴选)")


def knowledge(on: datetime.date | None = None) -> Knowledge:
    """What the sources say on the day `on` (today), kept in memory until the content changes."""
    return _knowledge(on or timezone.localdate())


@content_version.kept(2)  # days, for requests around midnight
def _knowledge(on: datetime.date) -> Knowledge:
    """Read from the database, in a constant number of queries."""
    clauses = list(Clause.objects.public().latest_edition().select_related("document"))
    measures = list(Measure.objects.published().whole())
    former = _former({measure.slug for measure in measures})
    topics = tuple(
        replace(_topic(measure), ended=measure.ended(on), former=former[measure.slug]) for measure in measures
    )
    papers = tuple(_paper(document, clauses) for document in Document.objects.published().with_issuers())
    paths = {clause.url: clause.path for clause in clauses}
    changed = frozenset(clause.url for measure in measures for clause in measure.outdated_clauses)
    return Knowledge(topics, papers, paths, tuple(Synonym.objects.values_list("word", "same_as")), changed)


def _former(slugs: set[str]) -> defaultdict[str, frozenset[tuple[str, int]]]:
    """By measure the subjects and sums (元) of its replaced versions."""
    found: defaultdict[str, frozenset[tuple[str, int]]] = defaultdict(frozenset)
    for measure in Measure.objects.filter(status=MeasureStatus.SUPERSEDED, slug__in=slugs).whole():
        awards = [fact for row in measure.provisions for fact in _facts(row, measure, "") if not fact.is_line]
        found[measure.slug] |= {(fact.subject, end) for fact in awards for end in (fact.low, fact.high) if end}
    return found


def _topic(measure: Measure) -> Topic:
    cited = sorted(measure.clauses.all(), key=lambda clause: clause.position)
    first = cited[0].url if cited else ""
    passages = [(measure.promise, first), (measure.summary, first), (measure.audience, first)]
    passages += [(row.sentence, row.clause.url if row.clause else first) for row in measure.conditions.all()]
    passages += [(f"{row.label}，{row.note}", row.clause.url if row.clause else first) for row in measure.provisions]
    passages += [
        (f"{row.label}，{row.get_mode_display()}", row.clause.url if row.clause else first)
        for row in measure.provisions
        if isinstance(row, ApprovalReform)
    ]
    passages += [(clause.text or clause.gist, clause.url) for clause in cited]
    passages += [
        (f"{one.name}，{one.status_note}", one.clause.url) for one in measure.indicators.all() if one.status_note
    ]
    facts = [fact for row in measure.provisions for fact in _facts(row, measure, first)]
    facts += [_indicated(one) for one in measure.indicators.all() if one.value is not None]
    return Topic(
        measure=measure.slug,
        title=measure.title,
        url=measure.get_absolute_url(),
        region=measure.region or max((clause.document.region for clause in cited), key=len, default=""),
        passages=tuple((words.translate(_MARKS), path) for words, path in passages if words),
        products=tuple(row.name for row in measure.provisions if isinstance(row, LoanProduct)),
        labels=tuple(row.label for row in measure.provisions),
        facts=tuple(facts),
        scope=_limits(measure) if measure.kind == Kind.SUBSIDY and not any(_sums(measure)) else (),
        guarded=tuple(
            (row.label, one.sentence, one.clause.url if one.clause else first)
            for row in measure.provisions
            for one in measure.conditions.all()
            if row.label in one.sentence and "条件" in one.sentence
        ),
        automatic=measure.delivery == Delivery.AUTOMATIC,
        stacking_stated=measure.stacking != Stacking.NOT_STATED,
    )


def _sums(measure: Measure):
    return (row.amount_max or row.amount_min for row in measure.provisions)


def _limits(measure: Measure) -> tuple[str, ...]:
    return tuple(_LIMIT.findall(measure.promise))


def _facts(row: Provision, measure: Measure, first: str):
    path = row.clause.url if row.clause else first
    common = {"clause": path, "subject": row.label}
    if isinstance(row, Award) and (row.amount_min or row.amount_max):
        award = _award(row, measure, path)
        yield award
        if award.line:
            number = _number(FigureKind.AMOUNT, award.line, "元")
            yield SourceFact(
                subject="年主营业务收入", **number, clause=path, nature=Nature.THRESHOLD, is_line=True, line=award.line
            )
    if isinstance(row, ApprovalReform) and row.item_count:
        yield SourceFact(**common, **_number(FigureKind.COUNT, row.item_count, row.item_unit), nature=Nature.COUNT)
    if isinstance(row, LoanProduct):
        for name, value in (
            ("投资额不低于基金可投规模", row.invest_share_min_percent),
            ("投资损失允许率", row.loss_tolerance_percent),
        ):
            if value is not None:
                common["subject"] = name
                yield SourceFact(**common, **_number(FigureKind.PERCENT, value, "%"), nature=Nature.RATIO)


def _award(row: Award, measure: Measure, path: str) -> SourceFact:
    tier = getattr(row, "enterprise_tier", None)
    line = next((int(one.line) for one in row.lines if one.fact.is_money), None)
    said = f"{row.label}，{measure.promise}，" + "，".join(one.sentence for one in measure.conditions.all())
    scope = [word for word, holds in (("首次", getattr(row, "first_time", None)), ("一次性", row.one_off)) if holds]
    scope += [] if "首次" in scope else dict.fromkeys(_TAKEN.findall(row.label if tier else said))
    if age := getattr(row, "max_age", None):
        scope.append(f"{age}岁以下")
    name = tier.short_name if tier else measure.title if line else row.label
    return SourceFact(
        subject=name.strip("“”"),
        kind=FigureKind.AMOUNT,
        low=row.amount_min,
        high=row.amount_max,
        unit=row.currency or "元",
        nature=Nature.AWARD,
        shown=row.amount.sum_text,
        clause=path,
        scope=tuple(scope),
        line=line,
    )


def _indicated(one: Indicator) -> SourceFact:
    kind = {"元": FigureKind.AMOUNT, "%": FigureKind.PERCENT}.get(one.unit, FigureKind.COUNT)
    return SourceFact(
        subject=one.name,
        **_number(kind, one.value, one.unit, Qualifier(one.qualifier)),
        nature=_NATURES.get(one.nature, Nature.COUNT),
        clause=one.clause.url,
        as_of=one.as_of,
        about=one.qualifier != Qualifier.EXACT,
    )


def _number(kind: FigureKind, value, unit: str, qualifier: Qualifier = Qualifier.EXACT) -> dict:
    whole = int(value) if value == int(value) else value
    return {"kind": kind, "low": whole, "high": whole, "unit": unit, "shown": quantity(whole, unit, qualifier)}


def _paper(document: Document, clauses: list[Clause]) -> Paper:
    days = (("成文", document.written_on), ("发布", document.published_on))
    return Paper(
        title=document.title,
        numbers=tuple(filter(None, (document.doc_number, document.index_number, document.reply_to))),
        issuers=tuple(issuer.name for issuer in document.issuers.all()),
        days=tuple((name, day) for name, day in days if day),
        first=next((clause.url for clause in clauses if clause.document_id == document.pk), ""),
        clause=next((clause.url for clause in clauses if document.title in clause.text), ""),
    )
