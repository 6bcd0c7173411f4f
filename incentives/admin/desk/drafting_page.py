"""The 拆解 page: a text beside the measures proposed from it, and the decisions on them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from incentives.admin.desk.assignment import AssignmentForm
from incentives.drafting.accept import Accepted
from incentives.drafting.decide import (
    Undecided,
    accept_proposals,
    drop,
    fill_into_measure,
    mark_proposed_context,
    reopen,
    reshape,
    submit_drafts,
)
from incentives.drafting.text_desk import DeskText
from incentives.enums import MeasureStatus, ProposalOutcome
from incentives.models import Measure, TextPresence
from policies.importing.terms import confirm_terms, store_terms
from policies.models import Document
from policies.text.wording import quoted


class DraftingPage:
    """Mixed into the measures' admin."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.drafting)
        return [path("drafting/<slug:slug>/", page, name="incentives_measure_drafting"), *super().get_urls()]

    def drafting(self, request: HttpRequest, slug: str) -> HttpResponse:
        """The text of one document beside its proposals; a POST takes one decision."""
        may_draft = self.has_add_permission(request)
        if not self.has_view_permission(request) or (request.method == "POST" and not may_draft):
            raise PermissionDenied
        document = get_object_or_404(Document, slug=slug)
        if request.method == "POST":
            try:
                return HttpResponseRedirect(_take(request, document) or request.path)
            except Undecided as refusal:
                messages.error(request, str(refusal))
                return HttpResponseRedirect(_anchor(request.path, request.POST.get("key", "")))
        if may_draft:
            seen = {"seen_at": timezone.now()}
            TextPresence.objects.update_or_create(document=document, user=request.user, defaults=seen)
            if not document.terms.exists():  # its text was stored before terms were read
                store_terms(document=document, by=request.user.get_username())
        text = DeskText(document)
        drafts = Measure.objects.filter(decisions__document=document, status=MeasureStatus.DRAFT).distinct()
        context = self.admin_site.each_context(request) | {
            "opts": Measure._meta,
            "title": f"拆解：{document}",
            "document": document,
            "ended": document.ended(timezone.localdate()),
            "text": text,
            "terms": document.terms.select_related("clause__document"),
            "may_draft": may_draft,
            "drafts": drafts.count(),
            "colleagues": TextPresence.objects.filter(document=document).others(request.user, timezone.now()),
            "assignment": AssignmentForm.of(document),
        }
        return TemplateResponse(request, "admin/incentives/desk/drafting.html", context)


def _take(request: HttpRequest, document: Document) -> str:
    """Carry out what was posted and tell the editor; where to go on, empty for the top of the page."""
    step, key = request.POST.get("step", ""), request.POST.get("key", "")
    if step not in STEPS:
        raise Undecided("没有这个操作。")
    return STEPS[step](request, document, key)


def _accept(request: HttpRequest, document: Document, key: str) -> str:
    """Accept one, and go on with the next open one."""
    made = accept_proposals(document=document, keys={key}, by=request.user)
    _tell(request, made)
    if not made:
        raise Undecided("这一项已经有人处理过了，请看现在的状态。")
    return _next(request.path, document, key)


def _edit(request: HttpRequest, document: Document, key: str) -> str:
    """Accept one, and open its draft."""
    made = accept_proposals(document=document, keys={key}, by=request.user)
    if not made:
        raise Undecided("这一项已经有人处理过了，请看现在的状态。")
    _tell(request, made)
    return reverse("admin:incentives_measure_change", args=[made[0].measure.pk])


def _accept_part(request: HttpRequest, document: Document, part: str) -> str:
    keys = {row.key for row in DeskText(document).proposals if row.is_open and row.proposal.part == part}
    _tell(request, accept_proposals(document=document, keys=keys, by=request.user))
    return f"{request.path}#part-{part}" if part.isalnum() else ""


def _fill(request: HttpRequest, document: Document, key: str) -> str:
    """Fill a call or a 问答 into the chosen measure, and open that draft."""
    draft = fill_into_measure(document=document, key=key, slug=request.POST.get("measure", ""), by=request.user)
    messages.success(request, f"已填到{quoted(draft)}第 {draft.version} 版的草稿，请核对。")
    return reverse("admin:incentives_measure_change", args=[draft.pk])


def _drop(request: HttpRequest, document: Document, key: str) -> str:
    drop(document=document, key=key, reason=request.POST.get("reason", ""), by=request.user)
    return _next(request.path, document, key)


def _merge(request: HttpRequest, document: Document, key: str) -> str:
    reshape(document=document, key=key, outcome=ProposalOutcome.MERGED, by=request.user)
    return ""


def _split(request: HttpRequest, document: Document, key: str) -> str:
    reshape(document=document, key=key, outcome=ProposalOutcome.SPLIT, by=request.user)
    return ""


def _reopen(request: HttpRequest, document: Document, key: str) -> str:
    reopen(document=document, key=key, by=request.user)
    return _anchor(request.path, key)


def _context(request: HttpRequest, document: Document, key: str) -> str:
    reasons = {name.removeprefix("why-"): value for name, value in request.POST.items() if name.startswith("why-")}
    marked = mark_proposed_context(document=document, reasons=reasons, by=request.user)
    messages.success(request, f"已标为背景句 {marked} 句。")
    return ""


def _submit(request: HttpRequest, document: Document, key: str) -> str:
    sent, kept = submit_drafts(document=document, by=request.user)
    messages.success(request, f"已提交审核 {sent} 项。")
    for draft, why in kept:
        url = reverse("admin:incentives_measure_change", args=[draft.pk])
        messages.error(request, format_html('<a href="{}">{}</a>：{}', url, draft, why))
    return ""


def _terms(request: HttpRequest, document: Document, key: str) -> str:
    confirm_terms(document=document, by=request.user.get_username())
    messages.success(request, "通则已核对。")
    return ""


STEPS = {
    "terms": _terms,
    "accept": _accept,
    "edit": _edit,
    "fill": _fill,
    "accept-part": _accept_part,
    "drop": _drop,
    "merge": _merge,
    "split": _split,
    "reopen": _reopen,
    "context": _context,
    "submit": _submit,
}


def _tell(request: HttpRequest, made: list[Accepted]) -> None:
    for accepted in made:
        url = reverse("admin:incentives_measure_change", args=[accepted.measure.pk])
        link = format_html('<a href="{}">{}</a>', url, quoted(accepted.measure))
        if accepted.left_out:
            told = " ".join(accepted.left_out)
            messages.warning(request, format_html("已建立草稿{}。{}", link, told))
    if made:
        messages.success(request, f"已接受 {len(made)} 项。")


def _next(address: str, document: Document, key: str) -> str:
    """The next open proposal after the one with `key`."""
    rows = DeskText(document).proposals
    place = next((n for n, row in enumerate(rows) if row.key == key), 0)
    following = next((row.key for row in [*rows[place:], *rows[:place]] if row.is_open), "")
    return _anchor(address, following)


def _anchor(address: str, key: str) -> str:
    return f"{address}#p-{key}" if key.isalnum() else address
