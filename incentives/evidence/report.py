"""The whole check: of measures as a list shows them, of one version before it is published, of indicators."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from incentives.evidence import measure_claims
from incentives.evidence.claims import Claim, Finding, FindingState, Item, Sentence
from incentives.evidence.clauses import sentences_of
from incentives.evidence.headers import check_headers
from incentives.evidence.measure_claims import Sentences
from incentives.evidence.rules.blanks import check_blank
from incentives.evidence.rules.choices import check_rule
from incentives.evidence.rules.dates import check_as_of
from incentives.evidence.rules.figure import check, has_value
from incentives.evidence.rules.names import check_name
from incentives.evidence.rules.prose import check_prose
from incentives.evidence.rules.sums import Total, totals
from incentives.evidence.rules.tiers import check_tier
from incentives.evidence.rules.wording import wording_faults
from incentives.evidence.rules.words import check_statement, check_unsaid
from incentives.evidence.value_claims import Said, names_of, of_relation, tier_numbers
from incentives.models import EnterpriseTier, Measure
from incentives.models.measure import MeasureQuerySet
from policies.models import Clause, Document, DocumentRelation, Indicator


def check_content(document: Document | None = None) -> list[Finding]:
    """All that is public, or what of it rests on one document."""
    measures = Measure.objects.published().whole()
    indicators = Indicator.objects.in_reading_order()
    clauses = Clause.objects.latest_edition().select_related("document")
    relations = DocumentRelation.objects.filter(clause__isnull=False)
    if document:
        measures = measures.quoting(document)
        indicators, clauses = indicators.filter(clause__document=document), clauses.filter(document=document)
        relations = relations.filter(clause__document=document)
    cited = list(measures)
    sentences, tiers = _sentences_cited(cited), list(EnterpriseTier.objects.select_related("enterprises__clause"))
    by_slug = {tier.slug: tier for tier in tiers}
    findings = _check_measures(cited, sentences)
    findings += [finding for measure in cited for finding in _values(measure, sentences, by_slug)]
    if document:
        findings = [finding for finding in findings if not finding.sentence or finding.sentence.document == document.pk]
        tiers = [tier for tier in tiers if tier.enterprises and tier.enterprises.clause.document_id == document.pk]
    findings += check_indicators(indicators) + check_gists(clauses)
    findings += check_numbers_of_tiers(tiers, by_slug) + check_relations(relations)
    documents = [document] if document else Document.objects.exclude(source_files=None).prefetch_related("issuers")
    return findings + list(check_headers(documents))


def check_measure(measure: Measure) -> list[Finding]:
    """Every figure and text of one version as it is stored, its indicators included."""
    return check_versions(Measure.objects.filter(pk=measure.pk))


def check_versions(versions: MeasureQuerySet) -> list[Finding]:
    """Every figure and text of `versions`, each version by itself."""
    return [finding for findings in findings_by_version(versions).values() for finding in findings]


def findings_by_version(versions: MeasureQuerySet) -> dict[int, list[Finding]]:
    """The findings of each version by its key; the sentences are read once for all."""
    measures = list(versions.with_figures().prefetch_related("tiers", "basis", "agency_roles__agency"))
    sentences = _sentences_cited(measures)
    tiers = {tier.slug: tier for tier in EnterpriseTier.objects.all()}
    findings: dict[int, list[Finding]] = {}
    for measure in measures:
        findings[measure.pk] = [
            *_check_measures([measure], sentences),
            *_values(measure, sentences, tiers),
            *_check_indicators(list(measure.indicators.all()), sentences),
        ]
    return findings


def check_measures(measures: Sequence[Measure]) -> list[Finding]:
    """The figures of rows and conditions, the sums they make, and the prose of measures.

    `measures` are checked together: what two of them take from one sentence must be told apart there.
    """
    return _check_measures(measures, _sentences_cited(measures))


def _sentences_cited(measures: Iterable[Measure]) -> Sentences:
    return sentences_of({key for measure in measures for key in measure_claims.clause_keys(measure)})


def _check_measures(measures: Sequence[Measure], sentences: Sentences) -> list[Finding]:
    claims = {measure.pk: list(measure_claims.claims_of(measure, sentences)) for measure in measures}
    by_claim = _findings_by_claim([claim for of_measure in claims.values() for claim in of_measure])
    findings: list[Finding] = []
    for measure in measures:
        findings += [finding for claim in claims[measure.pk] for finding in by_claim[id(claim)]]
        findings += _sums(measure, claims[measure.pk])
        for prose in measure_claims.prose_of(measure, sentences):
            findings += check_prose(prose) if prose.sentences else ()
            findings += _wording(prose.item, prose.text)
    return findings


def _values(measure: Measure, sentences: Sentences, tiers: Mapping[str, EnterpriseTier]) -> Iterator[Finding]:
    """What a measure says without figures: its names, tiers, rules, and values in words."""
    said = Said(measure, sentences, tiers)
    yield from map(check_name, said.names())
    yield from filter(None, map(check_tier, said.tier_claims()))
    yield from map(check_rule, said.rules())
    yield from map(check_statement, said.statements())
    yield from filter(None, map(check_unsaid, said.unsaid()))


def check_numbers_of_tiers(tiers: Iterable[EnterpriseTier], all_tiers: Mapping[str, EnterpriseTier]) -> list[Finding]:
    """Whether the indicator that counts a tier's enterprises is named after this tier and no other."""
    return list(filter(None, map(check_tier, tier_numbers(tiers, all_tiers))))


def check_relations(relations: Iterable[DocumentRelation]) -> list[Finding]:
    """What we say of a document that another names: its title, number and dates, in the sentence that names it."""
    rows = list(relations.select_related("to_document"))
    sentences = sentences_of({row.clause_id for row in rows})
    return [check_statement(statement) for row in rows for statement in of_relation(row, sentences)]


def check_indicators(indicators: Iterable[Indicator]) -> list[Finding]:
    """The figures and dates of indicators, and one figure under two names."""
    rows = list(indicators)
    return _check_indicators(rows, sentences_of({row.clause_id for row in rows}))


def _check_indicators(rows: Sequence[Indicator], sentences: Sentences) -> list[Finding]:
    claims = [measure_claims.claim_of(row, sentences) for row in rows]
    by_claim = _findings_by_claim(claims)
    findings = [finding for claim in claims for finding in by_claim[id(claim)]]
    findings += [check_name(name) for row in rows for name in names_of(row, sentences)]
    findings += _two_names(claims)
    return findings + [finding for claim in claims for finding in _wording(claim.item, claim.subject)]


def check_gists(clauses: Iterable[Clause]) -> list[Finding]:
    """The wording faults in what we say of clauses in our own words."""
    return [
        finding
        for clause in clauses
        for finding in _wording(
            Item(owner=clause.citation, part="大意", field="gist"), f"{clause.section_heading}。{clause.gist}"
        )
    ]


def figures_cited(findings: Iterable[Finding]) -> dict[int, list[Finding]]:
    """The proved findings by the clause that holds their figure."""
    cited: dict[int, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.state is FindingState.PROVED and finding.figure and finding.sentence:
            cited[finding.sentence.pk].append(finding)
    return dict(cited)


def _findings_by_claim(claims: list[Claim]) -> dict[int, list[Finding]]:
    """The finding of each claim, by its identity. Claims on one sentence are each other's rivals."""
    by_sentence: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.sentence and claim.expected:
            by_sentence[claim.sentence.pk].append(claim)
    return {
        id(claim): list(_findings(claim, by_sentence[claim.sentence.pk] if claim.sentence else [])) for claim in claims
    }


def _findings(claim: Claim, on_sentence: list[Claim]) -> Iterator[Finding]:
    figure = None
    rivals = tuple(other for other in on_sentence if other is not claim)
    blank = check_blank(claim, rivals)
    if blank:
        yield blank
    if claim.expected:
        finding = check(claim, rivals)
        figure = finding.figure
        yield finding
    as_of = check_as_of(claim, figure)
    if as_of and (figure or not claim.expected or as_of.state is FindingState.NO_TEXT):
        yield as_of


def _two_names(claims: list[Claim]) -> Iterator[Finding]:
    """More indicators with one value than the sentence holds figures of it."""
    by_value: dict[tuple, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.expected and claim.sentence and claim.sentence.text:
            by_value[claim.sentence.pk, claim.expected.units, claim.expected.low, claim.expected.high].append(claim)
    for same in by_value.values():
        figures = [figure for figure in same[0].sentence.figures if has_value(figure, same[0].expected)]
        if len(same) > len(figures) > 0:
            names = "、".join(f"“{claim.item.owner}”" for claim in same)
            yield Finding(
                state=FindingState.WRONG,
                item=same[-1].item,
                expected=same[0].expected.text,
                stated=f"原文中这个数字只有 {len(figures)} 处，本站却有 {len(same)} 个名称：{names}",
                sentence=same[0].sentence,
            )


def _sums(measure: Measure, claims: list[Claim]) -> Iterator[Finding]:
    """Totals of the sentences that the rows cite, against the text's own parts and against our rows."""
    rows: dict[int, list[Claim]] = defaultdict(list)
    sentences: dict[int, Sentence] = {}
    for claim in claims:
        if claim.group == "rows" and claim.expected and claim.sentence and claim.sentence.text:
            rows[claim.sentence.pk].append(claim)
            sentences[claim.sentence.pk] = claim.sentence
    for key, sentence in sentences.items():
        for total in totals(sentence):
            yield from _sum(measure, sentence, total, [claim for claim in rows[key] if _is_part(claim, total)])


def _sum(measure: Measure, sentence: Sentence, total: Total, parts: list[Claim]) -> Iterator[Finding]:
    item = Item(
        owner=measure.title,
        part="合计",
        field="provisions",
        anchor=f"{measure.rows_name}-group",
        url=measure.get_absolute_url(),
    )
    if total.is_exceeded:
        stated = f"原文各项相加 {total.sum_text}，多于合计 {total.whole.text}"
        yield Finding(state=FindingState.WRONG, item=item, expected=total.whole.text, stated=stated, sentence=sentence)
    elif total.is_exhausted and len(parts) > 1:
        ours = sum(claim.expected.high for claim in parts)
        state = FindingState.PROVED if ours == total.whole.value else FindingState.WRONG
        stated = total.sum_text if state is FindingState.PROVED else f"本站各行相加 {ours}，原文 {total.sum_text}"
        yield Finding(
            state=state, item=item, expected=total.whole.text, stated=stated, sentence=sentence, figure=total.whole
        )


def _is_part(claim: Claim, total: Total) -> bool:
    """Whether a row stands for one of the parts: of their unit, and not itself the total."""
    same_unit = claim.expected.kind is total.whole.kind and total.whole.unit in claim.expected.units
    return same_unit and claim.expected.high is not None and claim.expected.high != total.whole.value


def _wording(item: Item, text: str) -> Iterator[Finding]:
    for fault in wording_faults(text):
        yield Finding(state=FindingState.WRONG, item=item, expected=fault.right, stated=f"本站写作“{fault.wrong}”")
