"""The desk's table of our values and what their sentences say of them; for staff only."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path

from incentives.evidence.claims import Finding, FindingState
from incentives.evidence.report import check_content, check_versions
from incentives.models import Measure
from policies.models import Document

# What needs a person comes first.
_ORDER = (FindingState.WRONG, FindingState.NOTED, FindingState.NO_TEXT, FindingState.PROVED)


def in_order(findings: list[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: _ORDER.index(finding.state))


def panel(findings: list[Finding]) -> dict[str, object]:
    """What the panel shows: the findings, and how many of each state."""
    counts = [(state.mark, sum(finding.state is state for finding in findings)) for state in _ORDER]
    return {"findings": in_order(findings), "counts": counts}


class EvidencePages:
    """Mixed into the measures' admin: the check as an action and as a page for one document."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.document_evidence)
        return [path("evidence/<slug:slug>/", page, name="incentives_measure_evidence"), *super().get_urls()]

    def document_evidence(self, request: HttpRequest, slug: str) -> HttpResponse:
        """All that rests on one document."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        document = get_object_or_404(Document, slug=slug)
        return self._evidence(request, f"核对原文：{document}", check_content(document))

    @admin.action(description="核对原文", permissions=["view"])
    def check_figures(self, request: HttpRequest, queryset) -> HttpResponse:
        findings = check_versions(queryset)
        return self._evidence(request, f"核对原文：{queryset.count()} 个事项", findings)

    def _evidence(self, request: HttpRequest, title: str, findings: list[Finding]) -> HttpResponse:
        context = self.admin_site.each_context(request) | {"opts": Measure._meta, "title": title}
        context |= {"evidence": panel(findings)}
        return TemplateResponse(request, "admin/incentives/measure/evidence.html", context)
