"""The desk's own pages beside the admin's: review, versions, previews, and the steps from draft to publication."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from incentives.admin.evidence_pages import panel
from incentives.admin.forms import PreviewForm, VersionPairForm
from incentives.editorial import workflow
from incentives.editorial.preview_links import create_preview, revoke_preview
from incentives.editorial.publication_gate import missing_requirements
from incentives.editorial.version_diff import differences
from incentives.editorial.version_snapshot import snapshot
from incentives.evidence.report import check_measure
from incentives.models import DraftPresence, Measure


@dataclass(frozen=True)
class WorkflowStep:
    """One verb of the workflow: the permission it needs, what it does, and what to say when it is done."""

    verb: str
    permission: str
    act: Callable[[HttpRequest, Measure], Measure]
    done: str


def _send_back(request: HttpRequest, measure: Measure) -> Measure:
    reason = request.POST.get("reason", "")
    return workflow.send_back_measure(measure=measure, by=request.user, reason=reason, seen=_seen(request))


def _publish(request: HttpRequest, measure: Measure) -> Measure:
    return workflow.publish_measure(measure=measure, by=request.user, seen=_seen(request))


def _discard(request: HttpRequest, measure: Measure) -> Measure:
    return workflow.discard_measure(measure=measure, by=request.user, seen=_seen(request))


def _seen(request: HttpRequest) -> int | None:
    """The state that the page showed; None from the list, whose action names no state."""
    seen = request.POST.get("seen", "")
    return int(seen[:18]) if seen.isdecimal() else None  # a longer number is no state of ours


STEPS = {
    step.verb: step
    for step in (
        WorkflowStep("submit", "change", lambda r, m: workflow.submit_measure(measure=m, by=r.user), "已提交审核"),
        WorkflowStep("send-back", "publish", _send_back, "已退回编辑"),
        WorkflowStep("publish", "publish", _publish, "已发布"),
        WorkflowStep("archive", "archive", lambda r, m: workflow.archive_measure(measure=m, by=r.user), "已归档"),
        WorkflowStep("discard", "change", _discard, "已作废"),
        WorkflowStep("revise", "add", lambda r, m: workflow.revise_measure(measure=m, by=r.user), "已建立草稿"),
    )
}


def allowed(user, permission: str) -> bool:
    return user.has_perm(f"incentives.{permission}_measure")


def change_url(measure: Measure) -> str:
    return reverse("admin:incentives_measure_change", args=[measure.pk])


class WorkflowPages:
    """Mixed into the measures' admin: its pages for the workflow, behind the admin's own sign-in."""

    def get_urls(self):
        pages = [
            path("<int:pk>/review/", self._page(self.review), name="incentives_measure_review"),
            path("<int:pk>/versions/", self._page(self.versions), name="incentives_measure_versions"),
            path("<int:pk>/previews/", self._page(self.previews), name="incentives_measure_previews"),
            path("<int:pk>/presence/", self._page(self.presence), name="incentives_measure_presence"),
            path("<int:pk>/discard/", self._page(self.discard), name="incentives_measure_discard"),
            path("<int:pk>/step/<slug:verb>/", self._page(self.step), name="incentives_measure_step"),
        ]
        return pages + super().get_urls()

    def _page(self, view):
        """`view` with its measure looked up, for staff who may see measures."""

        def page(request: HttpRequest, pk: int, **kwargs) -> HttpResponse:
            if not self.has_view_permission(request):
                raise PermissionDenied
            return view(request, get_object_or_404(Measure, pk=pk), **kwargs)

        return self.admin_site.admin_view(page)

    def _render(self, request: HttpRequest, name: str, measure: Measure, **extra) -> TemplateResponse:
        site = self.admin_site.each_context(request)
        context = site | {"opts": Measure._meta, "measure": measure, "change_url": change_url(measure)} | extra
        return TemplateResponse(request, f"admin/incentives/measure/{name}.html", context)

    def step(self, request: HttpRequest, measure: Measure, verb: str) -> HttpResponse:
        """Take one step of the workflow and say how it went."""
        step = STEPS.get(verb)
        if request.method != "POST" or step is None or not allowed(request.user, step.permission):
            raise PermissionDenied
        try:
            result = step.act(request, measure)
        except workflow.Refused as refusal:
            messages.error(request, f"“{measure}”：{refusal}")
            result = measure
        else:
            messages.success(request, f"“{result}”第 {result.version} 版：{step.done}。")
        return HttpResponseRedirect(change_url(result))

    def response_change(self, request: HttpRequest, obj: Measure) -> HttpResponse:
        """提交审核 stands in the draft's own form: what was typed is saved first; a refused save submits nothing."""
        return self.step(request, obj, "submit") if "_submit" in request.POST else super().response_change(request, obj)

    def review(self, request: HttpRequest, measure: Measure) -> HttpResponse:
        """The version beside the published one, what it lacks, and the reviewer's two buttons."""
        public = Measure.objects.published().filter(slug=measure.slug).exclude(pk=measure.pk).first()
        return self._render(
            request,
            "review",
            measure,
            title=f"审阅：{measure}",
            public=public,
            changes=differences(snapshot(public), snapshot(measure)) if public else [],
            content=snapshot(measure),
            evidence=panel(check_measure(measure)),
            missing=missing_requirements(measure) if measure.is_in_work else [],
            may_publish=allowed(request.user, "publish"),
            is_editor=measure.editors.filter(pk=request.user.pk).exists(),
        )

    def discard(self, request: HttpRequest, measure: Measure) -> HttpResponse:
        """Asks an editor before his draft is put aside."""
        if "discard" not in self.verbs(request, measure):
            raise PermissionDenied
        is_public = Measure.objects.published().filter(slug=measure.slug).exists()
        return self._render(request, "discard", measure, title=f"作废草稿：{measure}", is_public=is_public)

    def versions(self, request: HttpRequest, measure: Measure) -> HttpResponse:
        """Every version of the measure, any two of them side by side, any older one as a new draft."""
        versions = Measure.objects.filter(slug=measure.slug).order_by("-version")
        form = VersionPairForm(request.GET or None, versions=versions)
        changes = None
        if form.is_valid():
            changes = differences(snapshot(form.cleaned_data["old"]), snapshot(form.cleaned_data["new"]))
        extra = {"versions": versions, "form": form, "changes": changes, "may_revise": allowed(request.user, "add")}
        return self._render(request, "versions", measure, title=f"版本：{measure}", **extra)

    def previews(self, request: HttpRequest, measure: Measure) -> HttpResponse:
        """The draft's secret links: make one, take one back."""
        if not allowed(request.user, "change"):
            raise PermissionDenied
        form, address = PreviewForm(request.POST or None), ""
        if request.method == "POST" and request.POST.get("revoke"):
            links = {str(link.pk): link for link in measure.preview_links.all()}
            if link := links.get(request.POST["revoke"]):
                revoke_preview(link=link, by=request.user)
            return HttpResponseRedirect(request.path)
        if form.is_valid() and measure.is_in_work:
            recipient = form.cleaned_data["recipient"]
            _, token = create_preview(measure=measure, by=request.user, recipient=recipient)
            address = request.build_absolute_uri(reverse("incentives:preview", args=[token]))
        links = measure.preview_links.select_related("created_by")
        extra = {"links": links, "form": form, "address": address, "now": timezone.now()}
        return self._render(request, "previews", measure, title=f"预览链接：{measure}", **extra)

    def presence(self, request: HttpRequest, measure: Measure) -> HttpResponse:
        """A form that is still open says so, without saving anything."""
        if request.method != "POST" or not self.has_change_permission(request, measure):
            raise PermissionDenied
        note_presence(measure, request.user)
        return HttpResponse(status=204)


def note_presence(measure: Measure, user) -> None:
    DraftPresence.objects.update_or_create(measure=measure, user=user, defaults={"seen_at": timezone.now()})
