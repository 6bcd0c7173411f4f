"""The page to import a text: hand it in, see how it reads and what would change, mend that, store it."""

import hashlib
from dataclasses import replace
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from config import audit
from policies.admin.hand_in_form import HandInForm
from policies.admin.header_form import HeaderForm
from policies.admin.preview import header_fields, sheet_number, sheets_of, shown_parts
from policies.caching import content_version
from policies.importing.actions import take_over
from policies.importing.plan import Outcome, Plan, plan_import
from policies.importing.reading import boundaries_of, read_source
from policies.intake.lines import ParsingError
from policies.models import Document, SourceFile
from policies.parsing.boundaries import read_steps
from policies.parsing.document import ParsedDocument

KEPT_WAITING = timedelta(days=1)
MOST_WAITING = 20  # files of one person; their oldest are removed first, so that no one fills the disk


class ImportPages:
    """Mixed into the documents' admin: nothing of a text is stored before somebody looked at what it would change.

    One form on one page has all: what is handed in, the header's fields, joins and splits. Its buttons post a `step`:
    "" reads anew, "take" stores, "undo" and "reset" take joins and splits back, anything else is one of these.
    """

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("hand-in/", wrap(self.hand_in), name="policies_document_hand_in"),
            path("original/<int:pk>/", wrap(self.original), name="policies_document_original"),
            *super().get_urls(),
        ]

    def hand_in(self, request: HttpRequest) -> HttpResponse:
        """Take a file or a text, show how it reads, and store it when somebody says so."""
        if not request.user.has_perms(["policies.add_document", "policies.change_clause"]):
            raise PermissionDenied
        waiting = SourceFile.objects.waiting().filter(brought_by=request.user)
        if request.method != "POST":
            return self._looked_up(request, waiting)
        key = request.POST.get("source", "")
        kept = waiting.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() and len(key) < 19 else None
        form = HandInForm(request.POST, request.FILES, kept=kept)
        if not form.is_valid():
            return self._page(request, form)
        try:
            return self._stepped(request, form)
        except (ParsingError, ValidationError) as fault:
            audit.note("import-refused", by=request.user.get_username())
            form.add_error(None, " ".join(getattr(fault, "messages", [str(fault)])))
            return self._page(request, form)

    def original(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The file as it was handed in, to be saved and never shown."""
        if not request.user.has_perm("policies.view_sourcefile"):
            raise PermissionDenied
        source = get_object_or_404(SourceFile.objects.stored(), pk=pk)
        audit.note("original-fetched", by=request.user.get_username(), of=f"{source.document.slug}/{source.edition}")
        answer = HttpResponse(bytes(source.content), content_type="application/octet-stream")
        answer.headers["Content-Disposition"] = f'attachment; filename="original-{source.pk}"'
        return answer

    def _looked_up(self, request: HttpRequest, waiting) -> HttpResponse:
        """The empty page, or what waits and was asked for by its key."""
        if key := request.GET.get("source"):
            # Another person's file is not found.
            kept = get_object_or_404(waiting, pk=key)
            form = HandInForm(kept=kept)
            try:
                parsed, _ = read_source(bytes(kept.content), _title(kept), kept.boundaries)
                return self._page(request, form, kept, plan_import(parsed, document=kept.document))
            except ParsingError as fault:
                messages.error(request, str(fault))
        form = HandInForm(initial={"document": request.GET.get("document")})
        return self._page(request, form, waiting=waiting.defer("content").order_by("-pk"))

    def _stepped(self, request: HttpRequest, form: HandInForm) -> HttpResponse:
        """Read what was handed in with the changes made, and show or store it."""
        values, step = form.cleaned_data, request.POST.get("step", "")
        unchanged = form.is_unchanged
        record = _record(form.kept.boundaries, step) if unchanged else ""
        title = values["document"].title if values["document"] else values["title"]
        parsed, fitted = read_source(values["data"], title, record)
        plan = plan_import(parsed, document=values["document"])
        if not unchanged and (carried := boundaries_of(plan.document)):
            parsed, fitted = read_source(values["data"], title, carried)
            plan = plan_import(parsed, document=values["document"])
        source = self._keep(request, form, fitted)
        posted = request.POST if unchanged else None
        if step == "take" and unchanged:
            return self._taken(request, source, parsed)
        if step and not unchanged:  # what was seen is not what would be stored
            messages.warning(request, "原文或所选的文件有改动，已重新读取。请再看一遍。")
        form = HandInForm(kept=source)
        return self._page(request, form, source, plan, posted, changed=request.GET.get("at", ""))

    def _keep(self, request: HttpRequest, form: HandInForm, boundaries: str) -> SourceFile:
        """Keep what was handed in for a day, of each person the latest alone."""
        values, waiting = form.cleaned_data, SourceFile.objects.waiting()
        source = form.kept or SourceFile(brought_by=request.user)
        if source.pk is None:
            waiting.filter(brought_at__lt=timezone.now() - KEPT_WAITING).delete()
            own = waiting.filter(brought_by=request.user).order_by("-pk").values_list("pk", flat=True)
            waiting.filter(pk__in=list(own[MOST_WAITING - 1 :])).delete()
        source.document, source.title, source.name = values["document"], values["title"], values["name"]
        source.content, source.sha256 = values["data"], hashlib.sha256(values["data"]).hexdigest()
        source.boundaries = boundaries
        source.save()
        return source

    def _taken(self, request: HttpRequest, source: SourceFile, parsed: ParsedDocument) -> HttpResponse:
        """Store a text, if that would do what was seen; else show it once more."""
        seen = request.POST.get("seen", "")
        try:
            with transaction.atomic():  # nobody else imports between the comparison and the storing
                content_version.lock()
                plan = plan_import(parsed, document=source.document)
                head = HeaderForm.of(plan, request.POST) if plan.outcome is Outcome.NEW else None
                if seen == plan.token and (head is None or not head.is_bound or head.is_valid()):
                    return self._stored(request, source, parsed, head)
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
        if seen != plan.token:
            messages.warning(request, "看过之后，已收录的内容有了变化。请再看一遍。")
        return self._page(request, HandInForm(kept=source), source, plan, request.POST)

    def _stored(
        self, request: HttpRequest, source: SourceFile, parsed: ParsedDocument, head: HeaderForm | None
    ) -> HttpResponse:
        typed = head is not None and head.is_bound
        if typed:
            parsed = replace(parsed, header=replace(parsed.header, title=head.cleaned_data["title"]))
        plan = take_over(source=source, parsed=parsed, by=request.user)
        document = SourceFile.objects.get(pk=source.pk).document
        if typed:
            HeaderForm(request.POST, instance=document).save()
        messages.success(request, f"《{document}》：{plan.outcome.label}，共 {len(plan.clauses)} 句。")
        return HttpResponseRedirect(reverse("admin:policies_document_change", args=[document.pk]))

    def _page(
        self,
        request: HttpRequest,
        form: HandInForm,
        source: SourceFile | None = None,
        plan: Plan | None = None,
        posted=None,
        *,
        changed: str = "",
        **words,
    ) -> TemplateResponse:
        """The page, with the preview of a plan below what was handed in."""
        words |= {"form": form, "source": source or form.kept, "plan": plan, "title": "导入原文"}
        if plan:
            sheet = sheet_number(plan, request.POST.get("sheet") or request.GET.get("sheet", ""))
            words |= {
                "head": HeaderForm.of(plan, posted) if plan.outcome is Outcome.NEW else None,
                "fields": header_fields(plan),
                "parts": shown_parts(plan, changed, sheet),
                "sheet": sheet,
                "sheets": sheets_of(plan),
                "steps": len(read_steps(source.boundaries)),
                "twin": SourceFile.objects.stored().filter(sha256=source.sha256).select_related("document").first(),
            }
        context = self.admin_site.each_context(request) | {"opts": Document._meta} | words
        return TemplateResponse(request, "admin/policies/document/hand_in.html", context)


def _record(record: str, step: str) -> str:
    """The record of boundaries after a step."""
    if step == "reset":
        return ""
    lines = record.splitlines()
    return "\n".join(lines[:-1] if step == "undo" else [*lines, step])


def _title(source: SourceFile) -> str:
    return source.document.title if source.document else source.title
