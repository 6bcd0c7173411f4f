"""Pages to import a text: hand in a file or paste it, see what would change, store it."""

import hashlib
from datetime import timedelta
from itertools import groupby

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from config import audit
from policies.admin.header_form import HeaderForm
from policies.caching import content_version
from policies.importing.actions import take_over
from policies.importing.plan import Outcome, Plan, plan_import
from policies.intake.lines import ParsingError
from policies.intake.read import read_file
from policies.intake.text import MAX_BYTES
from policies.models import Document, SourceFile
from policies.parsing.document import ParsedDocument, parse_document
from policies.parsing.locators import part_name
from policies.text.labels import FIELD_NAMES

KEPT_WAITING = timedelta(days=1)
MOST_WAITING = 20  # files of one person; their oldest are removed first, so that no one fills the disk
MOST_SHOWN = 300  # sentences in a preview; the rest is counted


class HandInForm(forms.Form):
    """A file or a pasted text, and the document it belongs to."""

    file = forms.FileField(label="文件", required=False, help_text=".docx、.pdf、.ofd、.html 或 .txt，不超过 10 MB")
    text = forms.CharField(
        label="或粘贴文字或网页代码", required=False, strip=False, widget=forms.Textarea({"rows": 12})
    )
    document = forms.ModelChoiceField(
        Document.objects.all(),
        label="属于哪份文件",
        required=False,
        help_text="不选：按页头的索引号查找，找不到就新建草稿",
    )
    title = forms.CharField(label="标题", required=False, max_length=200, help_text="第一行不是标题时填写")

    def clean(self) -> dict:
        values = super().clean()
        if "file" not in self.errors and bool(values.get("file")) == bool((values.get("text") or "").strip()):
            raise ValidationError("请选择一个文件，或粘贴文字，二者取一。")
        if values.get("file") and values["file"].size > MAX_BYTES:
            raise ValidationError("文件超过 10 MB，请只保留正文，另存后再上传。")
        return values


class ImportPages:
    """Mixed into the documents' admin: nothing of a text is stored before somebody looked at what it would change."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("hand-in/", wrap(self.hand_in), name="policies_document_hand_in"),
            path("hand-in/<int:pk>/", wrap(self.look), name="policies_document_look"),
            path("original/<int:pk>/", wrap(self.original), name="policies_document_original"),
            *super().get_urls(),
        ]

    def hand_in(self, request: HttpRequest) -> HttpResponse:
        """Take a file or a text, and go on to its preview."""
        self._require_import(request)
        form = HandInForm(
            request.POST or None, request.FILES or None, initial={"document": request.GET.get("document")}
        )
        if form.is_valid():
            try:
                source = self._received(request, form.cleaned_data)
            except ParsingError as fault:
                audit.note("import-refused", by=request.user.get_username())
                form.add_error(None, str(fault))
            else:
                return HttpResponseRedirect(reverse("admin:policies_document_look", args=[source.pk]))
        return self._render(request, "hand_in", title="导入原文", form=form)

    def look(self, request: HttpRequest, pk: int) -> HttpResponse:
        """What storing would change; a POST stores it, if it is still the same."""
        self._require_import(request)
        if request.method != "POST":
            return self._look(request, pk)
        with transaction.atomic():  # nobody else imports between the comparison and the storing
            content_version.lock()
            return self._look(request, pk)

    def _look(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = get_object_or_404(SourceFile.objects.waiting(), pk=pk, brought_by=request.user)
        try:
            parsed = parse_document(read_file(bytes(source.content)), _title(source.document, source.title))
            plan = plan_import(parsed, document=source.document)
            form = _header_form(request, plan)
            seen = request.POST.get("outcome") == f"{plan.outcome}-{plan.edition}"
            if seen and (form is None or not form.is_bound or form.is_valid()):
                return self._stored(request, source, parsed)
        except (ParsingError, ValidationError) as fault:
            messages.error(request, " ".join(getattr(fault, "messages", [str(fault)])))
            return HttpResponseRedirect(reverse("admin:policies_document_hand_in"))
        if request.method == "POST" and not seen:
            messages.warning(request, "看过之后，已收录的内容有了变化。请再看一遍。")
        words = {"source": source, "plan": plan, "shown": shown(plan), "fields": fields(plan), "form": form}
        return self._render(request, "look", title=f"预览：{source.name}", **words)

    def original(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file as it was handed in, to be saved and never shown."""
        if not request.user.has_perm("policies.view_sourcefile"):
            raise PermissionDenied
        source = get_object_or_404(SourceFile.objects.stored(), pk=pk)
        audit.note("original-fetched", by=request.user.get_username(), of=f"{source.document.slug}/{source.edition}")
        answer = HttpResponse(bytes(source.content), content_type="application/octet-stream")
        answer.headers["Content-Disposition"] = f'attachment; filename="original-{source.pk}"'
        return answer

    def _received(self, request: HttpRequest, values: dict) -> SourceFile:
        """Keep what was handed in for a day, of each person the latest alone.

        Raises ParsingError where it is no readable text, and keeps nothing.
        """
        data = values["file"].read() if values["file"] else values["text"].encode()
        title = _title(values["document"], values["title"])
        plan_import(parse_document(read_file(data), title), document=values["document"])
        waiting = SourceFile.objects.waiting()
        waiting.filter(brought_at__lt=timezone.now() - KEPT_WAITING).delete()
        own = waiting.filter(brought_by=request.user).order_by("-pk").values_list("pk", flat=True)
        waiting.filter(pk__in=list(own[MOST_WAITING - 1 :])).delete()
        return SourceFile.objects.create(
            document=values["document"],
            title=values["title"],
            name=(values["file"].name if values["file"] else "粘贴的文字")[:200],
            sha256=hashlib.sha256(data).hexdigest(),
            content=data,
            brought_by=request.user,
        )

    def _stored(self, request: HttpRequest, source: SourceFile, parsed: ParsedDocument) -> HttpResponse:
        plan = take_over(source=source, parsed=parsed, by=request.user)
        document = SourceFile.objects.get(pk=source.pk).document
        if plan.outcome is Outcome.NEW and "title" in request.POST:
            HeaderForm(request.POST, instance=document).save()
        messages.success(request, f"《{document}》：{plan.outcome.label}，共 {len(plan.clauses)} 句。")
        return HttpResponseRedirect(reverse("admin:policies_document_change", args=[document.pk]))

    def _require_import(self, request: HttpRequest) -> None:
        if not request.user.has_perms(["policies.add_document", "policies.change_clause"]):
            raise PermissionDenied

    def _render(self, request: HttpRequest, name: str, **words) -> TemplateResponse:
        context = self.admin_site.each_context(request) | {"opts": Document._meta} | words
        return TemplateResponse(request, f"admin/policies/document/{name}.html", context)


def _header_form(request: HttpRequest, plan: Plan) -> HeaderForm | None:
    """The fields of a document that is new. A POST without them keeps what the text states."""
    if plan.outcome is not Outcome.NEW:
        return None
    return HeaderForm.of(plan, request.POST if "title" in request.POST else None)


def _title(document: Document | None, title: str) -> str:
    return document.title if document else title


def fields(plan: Plan) -> list[tuple[str, object, str]]:
    """What the text states of itself: the field's name, its value, and where it was found."""
    header = plan.header
    stated = ((field, name, getattr(header, field)) for field, name in FIELD_NAMES.items())
    return [(name, value, header.places.get(field, "")) for field, name, value in stated if value]


def shown(plan: Plan) -> list[tuple[str, list]]:
    """The first sentences by their part, for the preview."""
    groups = groupby(plan.clauses[:MOST_SHOWN], key=lambda clause: clause.path.partition(".")[0])
    parts = [list(members) for _, members in groups]
    return [(first.section_heading or part_name(first.path, first.place), part) for part in parts for first in part[:1]]
