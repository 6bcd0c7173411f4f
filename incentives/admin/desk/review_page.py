"""The review of one document: all versions that wait on it on one page, one decision each, one submit."""

from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone

from incentives.admin.desk.assignment import AssignmentForm
from incentives.admin.desk.cited import marked
from incentives.admin.evidence_pages import panel
from incentives.editorial.document_review import ReviewDecision, ReviewRefused, decide, waiting_on
from incentives.editorial.transitions import TRANSITIONS
from incentives.editorial.version_diff import EMPTY, Snapshot, VersionChange, differences
from incentives.editorial.version_snapshot import NOT_CONTENT, snapshots
from incentives.evidence.annotation import Piece
from incentives.evidence.claims import Finding, FindingState, Sentence
from incentives.evidence.clauses import sentences_of
from incentives.evidence.measure_claims import clause_keys
from incentives.evidence.report import findings_by_version
from incentives.models import Measure
from policies.models import Document
from policies.text.wording import quoted

PASS, BACK = "pass", "back"
PROVISIONS_FIELD, LINKS = "provisions", {"clauses", "basis", "indicators"}  # shown as rows, and as sentences


class DecisionForm(forms.Form):
    """One version on the review page: passed or sent back, in the state that the page showed."""

    decision = forms.ChoiceField(choices=[(PASS, "通过"), (BACK, "退回")], required=False, label="决定")
    reason = forms.CharField(max_length=200, required=False, label="退回原因")
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def clean(self) -> dict:
        values = super().clean()
        if values.get("decision") == BACK and not values.get("reason", "").strip():
            self.add_error("reason", TRANSITIONS["send-back"].without_reason)
        return values


@dataclass(frozen=True)
class ReviewedVersion:
    """One version as the reviewer sees it."""

    measure: Measure
    sentences: list[tuple[Sentence, list[Piece]]]
    content: Snapshot
    public: Measure | None
    changes: list[VersionChange]
    evidence: dict[str, object]
    unchecked: list[tuple[str, str]]
    objection: str
    form: DecisionForm
    refusal: str = ""


class DocumentReviewPage:
    """Mixed into the measures' admin."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.document_review)
        return [path("review/<slug:slug>/", page, name="incentives_measure_document_review"), *super().get_urls()]

    def document_review(self, request: HttpRequest, slug: str) -> HttpResponse:
        """All versions that wait on one document; a POST carries out the decisions, all or none."""
        may_decide = TRANSITIONS["publish"].is_permitted(request.user)
        if not self.has_view_permission(request) or (request.method == "POST" and not may_decide):
            raise PermissionDenied
        document = get_object_or_404(Document, slug=slug)
        waiting = list(waiting_on(document))
        data = request.POST if request.method == "POST" else None
        forms_by_key = {row.pk: DecisionForm(data, prefix=str(row.pk), initial={"seen": row.lock}) for row in waiting}
        refused: dict[int | None, str] = {}
        if data is not None:
            refused = _submit(request, document, waiting, forms_by_key)
            if not refused:
                return HttpResponseRedirect(request.path)
        context = self.admin_site.each_context(request) | {
            "opts": Measure._meta,
            "title": f"审阅：{document}",
            "document": document,
            "ended": document.ended(timezone.localdate()),
            "versions": _versions(waiting, forms_by_key, refused, request.user),
            "may_decide": may_decide,
            "refused": refused.get(None, ""),
            "assignment": AssignmentForm.of(document),
        }
        return TemplateResponse(request, "admin/incentives/desk/review.html", context)


def _submit(
    request: HttpRequest, document: Document, waiting: list[Measure], forms_by_key: dict[int, DecisionForm]
) -> dict[int | None, str]:
    """Carry out what was decided; why not, by version, or by None for all of it. Empty: it is done."""
    shown = [row for row in waiting if f"{row.pk}-seen" in request.POST]  # what came after the page is not decided
    faulty = [row.pk for row in shown if not forms_by_key[row.pk].is_valid()]
    if faulty:
        return {None: f"有 {len(faulty)} 项没有填好，什么都没有改动。请看各项的提示。"}
    cleaned = {row: forms_by_key[row.pk].cleaned_data for row in shown}
    decisions = [
        ReviewDecision(row, values["seen"], values["decision"] == PASS, values["reason"])
        for row, values in cleaned.items()
        if values["decision"]
    ]
    if not decisions:
        return {None: "还没有作任何决定。请在各项选“通过”或“退回”。"}
    try:
        published, sent_back = decide(document=document, decisions=decisions, by=request.user)
    except ReviewRefused as refusal:
        return {None: "什么都没有改动，因为有内容不能这样处理。请看各项的提示。"} | refusal.sentences
    messages.success(request, f"{quoted(document)}：已发布 {published} 项，退回 {sent_back} 项。")
    return {}


def _versions(
    waiting: list[Measure], forms_by_key: dict[int, DecisionForm], refused: dict[int | None, str], user
) -> list[ReviewedVersion]:
    """What the page shows of each version, in a constant number of queries."""
    versions = Measure.objects.filter(pk__in=[row.pk for row in waiting])
    findings, contents = findings_by_version(versions), snapshots(versions)
    loaded = versions.with_figures().in_bulk()
    sentences = sentences_of({key for measure in loaded.values() for key in clause_keys(measure)})
    public = {row.slug: row for row in Measure.objects.published().filter(slug__in=[row.slug for row in waiting])}
    before = snapshots(Measure.objects.filter(pk__in=[row.pk for row in public.values()]))
    objections = _objections(waiting, user)
    return [
        ReviewedVersion(
            measure=row,
            sentences=marked(clause_keys(loaded[row.pk]), sentences, findings[row.pk]),
            content=contents[row.pk],
            public=public.get(row.slug),
            changes=differences(before[public[row.slug].pk], contents[row.pk]) if row.slug in public else [],
            evidence=panel(findings[row.pk]),
            unchecked=_unchecked(contents[row.pk], findings[row.pk]),
            objection=objections.get(row.pk, ""),
            form=forms_by_key[row.pk],
            refusal=refused.get(row.pk, ""),
        )
        for row in waiting
    ]


def _objections(waiting: list[Measure], user) -> dict[int, str]:
    """Why the user may not publish a version, by its key; versions that they did not edit have no objection."""
    edited = Measure.editors.through.objects.filter(user=user, measure__in=[row.pk for row in waiting])
    own = set(edited.values_list("measure", flat=True))
    return {row.pk: TRANSITIONS["publish"].objection(row, user) for row in waiting if row.pk in own}


def _unchecked(content: Snapshot, findings: list[Finding]) -> list[tuple[str, str]]:
    """The fields with a value that no check proved or refuted, by label: a person has to read them."""
    checked = {finding.item.field for finding in findings if finding.state is not FindingState.NO_TEXT}
    fields = [field for field in Measure._meta.get_fields() if field.concrete and field.name not in NOT_CONTENT | LINKS]
    labels = {str(field.verbose_name) for field in fields if field.name not in checked}
    return [(label, value) for label, value in content.values.items() if label in labels and value != EMPTY]
