"""The desk's way from sentences to measures: what is not handled yet, and a draft begun from one sentence."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse

from incentives.drafting.prefill import Filled, fill_rows, first_values
from incentives.drafting.sentence_queue import (
    LIVING,
    NEEDS_REASON,
    cite_anew,
    likely_places,
    mark_context,
    names_award,
    outdated,
    unhandled,
)
from incentives.evidence.clauses import Citing, measures_citing
from incentives.models import Measure
from policies.models import Clause, Document

PER_PAGE = 50


class ContextForm(forms.Form):
    """Which sentence is mere context, what it says in our words, and why, which a sentence with an award needs."""

    clause = forms.ModelChoiceField(Clause.objects.all())
    gist = forms.CharField(max_length=Clause._meta.get_field("gist").max_length, label="大意", required=False)
    reason = forms.CharField(max_length=200, label="原因", required=False)

    def clean(self) -> dict:
        values = super().clean()
        if values.get("clause") and not values.get("reason") and names_award(values["clause"]):
            raise forms.ValidationError(NEEDS_REASON)
        return values


class CiteAnewForm(forms.Form):
    """Which sentence of an older edition gives way to which of the latest."""

    old = forms.ModelChoiceField(Clause.objects.all())
    path = forms.CharField(max_length=40, label="新版位置")

    def clean(self) -> dict:
        values = super().clean()
        old = values.get("old")
        latest = old and old.document.clauses.filter(edition=old.document.edition, path=values.get("path", "")).first()
        if not latest:
            raise forms.ValidationError("最新版中没有这个位置。")
        return values | {"new": latest}


class SourcePages:
    """Mixed into the measures' admin: unhandled sentences first, and drafts that begin from one."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.unhandled_sentences)
        return [
            path("unhandled/", page, name="incentives_measure_unhandled"),
            path("unhandled/<slug:slug>/", page, name="incentives_measure_unhandled"),
            *super().get_urls(),
        ]

    def unhandled_sentences(self, request: HttpRequest, slug: str = "") -> HttpResponse:
        """The sentences that wait for a decision; a POST marks one as context."""
        document = get_object_or_404(Document, slug=slug) if slug else None
        may_mark = request.user.has_perm("policies.change_clause")
        if not self.has_view_permission(request) or (request.method == "POST" and not may_mark):
            raise PermissionDenied
        if request.method == "POST":
            return self._cite_anew(request) if "old" in request.POST else self._mark(request)
        changed = Paginator(outdated(document), PER_PAGE).get_page(request.GET.get("changed"))
        page = Paginator(unhandled(document), PER_PAGE).get_page(request.GET.get("page"))
        context = self.admin_site.each_context(request) | {"opts": Measure._meta, "title": "尚未处理的句子"}
        context |= {"document": document, "page": page, "changed": changed, "outdated": _with_places(list(changed))}
        context |= {"may_mark": may_mark, "may_add": self.has_add_permission(request)}
        return TemplateResponse(request, "admin/incentives/measure/unhandled.html", context)

    def _cite_anew(self, request: HttpRequest) -> HttpResponse:
        form = CiteAnewForm(request.POST)
        if form.is_valid():
            old, new = form.cleaned_data["old"], form.cleaned_data["new"]
            cite_anew(old=old, new=new, by=request.user)
            messages.success(request, f"{old.citation}：草稿和指标已改引最新版的{new.locator}。")
        else:
            messages.error(request, " ".join(form.non_field_errors()) or "请填写新版位置。")
        return HttpResponseRedirect(request.get_full_path())

    def _mark(self, request: HttpRequest) -> HttpResponse:
        form = ContextForm(request.POST)
        if form.is_valid():
            clause = mark_context(**form.cleaned_data, by=request.user)
            messages.success(request, f"{clause.citation}：已标为背景句。")
        else:
            told = [message for errors in form.errors.values() for message in errors]
            messages.error(request, f"没有标为背景句：{' '.join(told)}")
        return HttpResponseRedirect(request.get_full_path())

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        if "clauses" in initial:  # Django would look for whatever stands in the address
            initial["clauses"] = [key for key in initial["clauses"] if str(key).isdecimal()]
        clause = _source_clause(request)
        return first_values(clause) | initial if clause else initial

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        clause = None if change else _source_clause(request)
        filled = fill_rows(measure=form.instance, clause=clause) if clause else Filled()
        if filled.row_count:
            messages.info(request, f"已按{clause.citation}填入 {filled.row_count} 行明细，请逐行核对。")
        for line in filled.left_out:
            messages.warning(request, line)

    def response_add(self, request, obj, post_url_continue=None):
        if _source_clause(request) and "_addanother" not in request.POST:  # the rows wait to be looked at
            return HttpResponseRedirect(reverse("admin:incentives_measure_change", args=[obj.pk]))
        return super().response_add(request, obj, post_url_continue)


def _source_clause(request: HttpRequest) -> Clause | None:
    """The one sentence named in the address of a new draft's form."""
    key = request.GET.get("clauses", "")
    return Clause.objects.filter(pk=key).select_related("document").first() if key.isdecimal() else None


def _with_places(clauses: list[Clause]) -> list[tuple[Clause, Citing | None, str]]:
    """Sentences of older editions, each with the measures that cite it and the likeliest place now ('' for none)."""
    citing, places = measures_citing(clauses, *LIVING), likely_places(clauses)
    return [(clause, citing.get(clause.pk), places.get(clause.pk, "")) for clause in clauses]
