"""Who works on a document and by when: a small form that the desk's pages of a document share."""

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from incentives.editorial.document_progress import assign
from incentives.editorial.transitions import TRANSITIONS
from incentives.models import DocumentTask
from policies.models import Document
from policies.text.wording import quoted


class AssignmentForm(forms.Form):
    """A member of staff, or nobody, and a day."""

    assignee = forms.ModelChoiceField(
        get_user_model().objects.filter(is_staff=True, is_active=True).order_by("username"),
        required=False,
        label="负责人",
        empty_label="未分派",
    )
    due_on = forms.DateField(required=False, label="期限", widget=forms.DateInput({"type": "date"}))

    @classmethod
    def of(cls, document: Document) -> "AssignmentForm":
        """The form with what is stored of a document."""
        task = DocumentTask.objects.filter(document=document).first()
        return cls(initial={"assignee": task.assignee_id, "due_on": task.due_on} if task else None)


class AssignmentPages:
    """Mixed into the measures' admin: the address that stores an assignment."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.assignment)
        return [path("assignment/<slug:slug>/", page, name="incentives_measure_assignment"), *super().get_urls()]

    def assignment(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Store who works on a document, by POST; then to the start page, where the work is listed."""
        document = get_object_or_404(Document, slug=slug)
        may = any(TRANSITIONS[verb].is_permitted(request.user) for verb in ("submit", "publish"))
        if request.method != "POST" or not may:
            raise PermissionDenied
        form = AssignmentForm(request.POST)
        if form.is_valid():
            assign(document=document, to=form.cleaned_data["assignee"], due_on=form.cleaned_data["due_on"])
            messages.success(request, f"{quoted(document)}的负责人和期限已保存。")
        else:
            told = "；".join(message for errors in form.errors.values() for message in errors)
            messages.error(request, f"负责人和期限没有保存：{told}")
        return HttpResponseRedirect(reverse("admin:index"))
