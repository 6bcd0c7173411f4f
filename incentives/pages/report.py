"""`/report/`: readers tell the staff what is wrong on a page. It neither asks nor stores who they are.

It is the only public page that writes, so it holds a CSRF token and is never cached. Its rate limits are in
config/middleware/rate_limit.py.
"""

from django import forms
from django.conf import settings
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from incentives.enums import ReportKind
from incentives.models import Measure, ReaderReport
from policies.models import Clause, Document

MOST_WAITING = 2000  # reports stored at once; keeps a flood from filling the disk
SUBJECTS = {
    "incentives:measure-detail": lambda slug: Measure.objects.published().filter(slug=slug),
    "policies:document-detail": lambda slug: Document.objects.published().filter(slug=slug),
    "policies:clause-detail": lambda slug, path: (
        Clause.objects.public().select_related("document").filter(document__slug=slug, path=path).order_by("-edition")
    ),
}


def subject_of(about: str) -> Model | None:
    """The public measure, document or clause at the address `about`; None for any other address."""
    try:
        page = resolve(about)
    except Resolver404:
        return None
    rows = SUBJECTS.get(page.view_name)
    return rows(**page.kwargs).first() if rows else None


class ReportForm(forms.ModelForm):
    class Meta:
        model = ReaderReport
        fields = ("about", "kind", "text")
        widgets = {"about": forms.HiddenInput, "text": forms.Textarea({"rows": 6})}
        labels = {"kind": "哪里有问题", "text": "请写明哪一处、应当是什么"}
        help_texts = {"about": "", "text": "最多 1000 字。请不要写姓名、电话等个人信息。"}
        error_messages = {
            "kind": {"required": "请选一项。"},
            "text": {"required": "请写几个字，不然工作人员不知道哪里不对。"},
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "请选择"), *ReportKind.choices]

    @property
    def subject(self) -> Model | None:
        """The object that the report is about; None for the whole site."""
        return subject_of(self["about"].value() or "")

    def clean_about(self) -> str:
        """Drop an address that is not a page of this site. The report itself is kept; the form has told the reader."""
        about = self.cleaned_data["about"]
        return about if subject_of(about) else ""

    def clean(self) -> None:
        if ReaderReport.objects.waiting().count() >= MOST_WAITING:
            raise forms.ValidationError(
                f"待处理的反馈太多，暂时收不下。请改日再试，或拨打 {settings.SITE['hotline']}。"
            )

    def save(self, commit: bool = True) -> ReaderReport:
        """Store the report unless an identical one is waiting, so that a double click makes only one."""
        same = ReaderReport.objects.waiting().filter(**self.cleaned_data).first()
        return same or super().save(commit)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    initial = {name: request.GET.get(name, "") for name in ("about", "kind")}
    form = ReportForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        form.save()
        return HttpResponseRedirect(reverse("incentives:report-sent", query={"about": form.cleaned_data["about"]}))
    return render(request, "incentives/pages/report.html", {"form": form})


@cache_control(private=True, no_store=True)
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "incentives/pages/report_sent.html", {"subject": subject_of(request.GET.get("about", ""))})
