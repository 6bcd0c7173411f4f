"""What a version lacks for publication."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from incentives.eligibility.match_cases import broken_cases
from incentives.evidence.claims import Finding
from incentives.evidence.report import check_measure
from incentives.models import FacetCell, Measure
from incentives.models.computed import NATIONWIDE
from incentives.models.facet_cell import wider
from incentives.models.rules.condition import misfits
from policies.enums import DocumentStatus, Level
from policies.models import Clause, Document, DocumentTerm
from policies.text.wording import quoted

CONDITIONS = "conditions-group"  # the id of their table in the form


@dataclass(frozen=True)
class MissingRequirement:
    """One thing that a version lacks, in a Chinese sentence, and the field of the admin form where it is entered."""

    field: str
    sentence: str
    place: str = ""  # the id of a table of rows in the form; empty: the field's own
    is_of_document: bool = False  # whether it is a lack of the document: its publication, its terms

    @property
    def anchor(self) -> str:
        """The id in the form that a link leads to."""
        return self.place or f"id_{self.field}"


def missing_requirements(measure: Measure) -> list[MissingRequirement]:
    """All that `measure` lacks for publication, in the order of the form; empty if it lacks nothing."""
    missing = [
        MissingRequirement("promise", "一句话还没有写。") if not measure.promise.strip() else None,
        MissingRequirement("clauses", "至少选一条信息来源。") if not measure.clauses.exists() else None,
        MissingRequirement("change_note", "修改说明还没有写。") if not measure.change_note.strip() else None,
    ]
    missing += _hidden("clauses", measure.clauses.all())
    hidden = measure.basis.exclude(status=DocumentStatus.PUBLISHED)
    missing += [
        MissingRequirement("basis", f"政策依据{quoted(document)}尚未发布，或已归档。", is_of_document=True)
        for document in hidden
    ]
    missing += _rows(measure)
    missing += _conditions(measure)
    missing += [
        MissingRequirement("agencies", f"部门{quoted(agency)}还待管理员确认。", "agency_roles-group")
        for agency in measure.agencies.filter(is_proposed=True)
    ]
    missing += _terms_to_confirm(measure)
    missing += _place(measure)
    missing += [MissingRequirement("conditions", one, CONDITIONS) for one in broken_cases(measure)]
    missing += contradicted(measure)
    return [requirement for requirement in missing if requirement]


def _rows(measure: Measure) -> list[MissingRequirement]:
    """What the rows of its kind lack."""
    rows, group = list(measure.provisions), f"{measure.rows_name}-group"
    missing = []
    if measure.rows_name and not rows:
        missing.append(MissingRequirement("kind", f"{quoted(measure.get_kind_display())}事项至少要有一行明细。"))
    missing += [
        MissingRequirement("provisions", f"明细{quoted(row)}没有选出处。", group)
        for row in rows
        if row.clause_id is None
    ]
    return missing + _hidden("provisions", Clause.objects.filter(pk__in=[row.clause_id for row in rows]), group)


def _conditions(measure: Measure) -> list[MissingRequirement]:
    """What its conditions lack."""
    told = [f"{quoted(condition)}没有选出处。" for condition in measure.conditions.filter(clause=None)]
    told += [
        f"{quoted(condition)}限于另一个版本的明细，请重选明细行。"
        for condition in measure.conditions.of_rows().with_rows()
        if condition.is_of_another_version
    ]
    told += [
        f"{quoted(condition)}：{wrong}" for condition, (_, wrong) in misfits(measure.conditions.select_related("fact"))
    ]
    missing = [MissingRequirement("conditions", f"条件{sentence}", CONDITIONS) for sentence in told]
    return missing + _hidden("conditions", Clause.objects.filter(conditions__measure=measure).distinct(), CONDITIONS)


def _hidden(field: str, clauses: QuerySet[Clause], place: str = "") -> list[MissingRequirement]:
    """One requirement for each of the clauses whose document is not published."""
    hidden = clauses.exclude(document__status=DocumentStatus.PUBLISHED).select_related("document")
    return [
        MissingRequirement(field, f"{clause} 所在的文件尚未发布，或已归档。", place, is_of_document=True)
        for clause in hidden
    ]


def missing_for_review(measure: Measure) -> list[MissingRequirement]:
    """What `measure` itself lacks; its documents are published in one step with it."""
    return [requirement for requirement in missing_requirements(measure) if not requirement.is_of_document]


def _terms_to_confirm(measure: Measure) -> list[MissingRequirement]:
    """One requirement for each cited document with terms that a machine read and nobody confirmed."""
    cited = Document.objects.filter(clauses__measures=measure).distinct()
    unread = cited.filter(clauses__in=Clause.objects.exclude(text="").filter(measures=measure), terms=None)
    open_terms: dict[Document, list[str]] = {document: ["尚未读取，请打开拆解页"] for document in unread}
    for term in DocumentTerm.objects.open().filter(document__clauses__measures=measure).distinct():
        open_terms.setdefault(term.document, []).append(term.get_what_display())
    return [
        MissingRequirement(
            "clauses",
            f"{document.quoted_title}的通则尚未核对：{'、'.join(dict.fromkeys(names))}。",
            is_of_document=True,
        )
        for document, names in open_terms.items()
    ]


def warnings(measure: Measure, on: datetime.date) -> list[str]:
    """What does not keep `measure` from being published, but should be known before: its documents are not in force."""
    documents = Document.objects.filter(Q(clauses__measures=measure) | Q(measures=measure)).distinct()
    ends = [(document, document.ended(on)) for document in documents]
    return [f"{document.quoted_title}{end}；发布后，这一项会列为已截止。" for document, end in ends if end]


def _place(measure: Measure) -> list[MissingRequirement]:
    """The region, if several are in use and neither the measure nor its documents say for which one it is."""
    if measure.region or measure.level == Level.NATIONAL:
        return []
    documents = Document.objects.filter(clauses__measures=measure).exclude(level=Level.NATIONAL)
    regions = set(documents.order_by().values_list("region", flat=True)) - {NATIONWIDE}
    narrowest = max(regions, key=len, default=NATIONWIDE)
    if regions - {*wider(narrowest)}:
        names = "、".join(sorted(regions - {""}))
        return [MissingRequirement("region", f"所据文件适用于不同的地区（{names}）。请写明这一项的适用地区。")]
    if not narrowest and FacetCell.objects.regions().exists():
        return [MissingRequirement("region", "适用地区没有写。请在这里或在所据文件写明，如 河南省郑州市。")]
    return []


def contradicted(measure: Measure) -> list[MissingRequirement]:
    """What the check of evidence found wrong (docs/adr/0007); a value without official text it does not call wrong."""
    return [
        MissingRequirement(finding.item.field, _told(finding), finding.item.anchor)
        for finding in check_measure(measure)
        if finding.is_wrong and finding.sentence_is_chosen
    ]


def _told(finding: Finding) -> str:
    advice = f"{finding.advice}。" if finding.advice else ""
    return f"{finding.item.label}：应有{finding.expected}，{finding.stated}。{advice}"
