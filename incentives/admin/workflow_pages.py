"""Pages of the measures' admin for the workflow: review, versions, preview links, and the transitions as buttons."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from incentives.admin.evidence_pages import panel
from incentives.admin.forms import PreviewForm, VersionPairForm
from incentives.editorial.preview_links import create_preview, revoke_preview
from incentives.editorial.publication_gate import missing_requirements
from incentives.editorial.transitions import TRANSITIONS, ButtonPlace, Refused, Transition, permitted
from incentives.editorial.version_diff import differences
from incentives.editorial.version_snapshot import snapshot
from incentives.editorial.workflow import ACTIONS
from incentives.evidence.report import check_measure
from incentives.models import DraftPresence, Measure
from policies.text.wording import quoted


def take(request: HttpRequest, transition: Transition, measure: Measure) -> Measure:
    """Carry out a transition as the user of `request`; raises Refused. The list posts neither `seen` nor a reason."""
    options = {"seen": lock_number(request.POST.get("seen", ""))}
    if transition.unseen and options["seen"] is None:
        raise Refused(transition.unseen)
    if transition.without_reason:
        options["reason"] = request.POST.get("reason", "")
    return ACTIONS[transition.verb](measure=measure, by=request.user, **options)


def lock_number(posted: str) -> int | None:
    """The lock number that a page showed; None if it posted none."""
    return int(posted[:18]) if posted.isdecimal() else None  # no `lock` has more digits


def list_action(transition: Transition):
    """The transition as an action of the admin's list: each chosen measure by itself, with a message for each."""

    @admin.action(description=transition.label)
    def action(model_admin, request, queryset):
        for measure in queryset:
            try:
                result = take(request, transition, measure)
            except Refused as refusal:
                model_admin.message_user(request, f"{quoted(measure)}：{refusal}", messages.ERROR)
            else:
                link = format_html('<a href="{}">{}</a>', change_url(result), quoted(result))
                model_admin.message_user(request, format_html("{}：{}。", link, transition.done), messages.SUCCESS)

    action.__name__ = transition.verb
    return action


LIST_ACTIONS = tuple(list_action(transition) for transition in TRANSITIONS.values() if transition.in_list)


def offered(measure: Measure, user) -> list[Transition]:
    """The transitions for which this user finds a button on the pages of this version."""
    return [transition for transition in permitted(measure, user) if not transition.objection(measure, user)]


def change_url(measure: Measure) -> str:
    return reverse("admin:incentives_measure_change", args=[measure.pk])


class WorkflowPages:
    """A mixin of the measures' admin with its pages for the workflow."""

    def get_actions(self, request):
        """The actions of the list that the user has the permission for."""
        actions = super().get_actions(request)
        refused = {row.verb for row in TRANSITIONS.values() if not row.is_permitted(request.user)}
        return {name: action for name, action in actions.items() if name not in refused}

    def get_urls(self):
        pages = [
            path("<int:pk>/review/", self._page(self.review), name="incentives_measure_review"),
            path("<int:pk>/versions/", self._page(self.versions), name="incentives_measure_versions"),
            path("<int:pk>/previews/", self._page(self.previews), name="incentives_measure_previews"),
            path("<int:pk>/presence/", self._page(self.presence), name="incentives_measure_presence"),
            *(
                path(f"<int:pk>/{verb}/", self._page(self.confirm), {"verb": verb}, name=f"incentives_measure_{verb}")
                for verb, row in TRANSITIONS.items()
                if row.place == ButtonPlace.CONFIRMATION
            ),
            path("<int:pk>/step/<slug:verb>/", self._page(self.step), name="incentives_measure_step"),
        ]
        return pages + super().get_urls()

    def _page(self, view):
        """`view` with its measure in place of the key, for staff who may see measures."""

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
        """Carry out the transition `verb` by POST, and go to the form of the version with a message."""
        transition = TRANSITIONS.get(verb)
        if request.method != "POST" or transition is None or not transition.is_permitted(request.user):
            raise PermissionDenied
        try:
            result = take(request, transition, measure)
        except Refused as refusal:
            messages.error(request, f"{quoted(measure)}：{refusal}")
            result = measure
        else:
            messages.success(request, f"{quoted(result)}第 {result.version} 版：{transition.done}。")
        return HttpResponseRedirect(change_url(result))

    def response_change(self, request: HttpRequest, obj: Measure) -> HttpResponse:
        """After a draft is saved by 保存并提交审核, submit it. A refused save does not come here."""
        return self.step(request, obj, "submit") if "_submit" in request.POST else super().response_change(request, obj)

    def review(self, request: HttpRequest, measure: Measure) -> HttpResponse:
        """The version compared with the published one, what it lacks, and the reviewer's buttons."""
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
            decisions=[
                (transition, transition.objection(measure, request.user))
                for transition in permitted(measure, request.user)
                if transition.place == ButtonPlace.REVIEW
            ],
        )

    def confirm(self, request: HttpRequest, measure: Measure, verb: str) -> HttpResponse:
        """Ask before a version is archived or a draft is put aside."""
        transition = TRANSITIONS[verb]
        if transition not in offered(measure, request.user):
            raise PermissionDenied
        extra = {"transition": transition, "title": f"{transition.label}：{measure}"}
        extra["is_public"] = Measure.objects.published().filter(slug=measure.slug).exclude(pk=measure.pk).exists()
        return self._render(request, "confirm", measure, **extra)

    def versions(self, request: HttpRequest, measure: Measure) -> HttpResponse:
        """All versions of the measure, a comparison of any two, and a button that makes a draft from one on record."""
        versions = Measure.objects.filter(slug=measure.slug).order_by("-version")
        form = VersionPairForm(request.GET or None, versions=versions)
        changes = None
        if form.is_valid():
            changes = differences(snapshot(form.cleaned_data["old"]), snapshot(form.cleaned_data["new"]))
        revise = TRANSITIONS["revise"] if TRANSITIONS["revise"].is_permitted(request.user) else None
        extra = {"versions": versions, "form": form, "changes": changes, "revise": revise}
        return self._render(request, "versions", measure, title=f"版本：{measure}", **extra)

    def previews(self, request: HttpRequest, measure: Measure) -> HttpResponse:
        """The preview links of a version in work: a form that makes one, and a button that revokes one."""
        if not request.user.has_perm("incentives.change_measure"):
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
        """Note that the user still has the form open; saves nothing else."""
        if request.method != "POST" or not self.has_change_permission(request, measure):
            raise PermissionDenied
        note_presence(measure, request.user)
        return HttpResponse(status=204)


def note_presence(measure: Measure, user) -> None:
    """Note that `user` has the form of `measure` open now."""
    DraftPresence.objects.update_or_create(measure=measure, user=user, defaults={"seen_at": timezone.now()})
