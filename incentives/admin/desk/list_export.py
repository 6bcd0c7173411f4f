"""The desk's list of measures as a CSV file, with the filters and the search that are on the screen."""

import csv

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone

from incentives.models import Measure
from incentives.opendata.files.table import inert
from incentives.opendata.files.writing import BOM
from policies.models import Clause

HEADINGS = ("名称", "版本", "状态", "事项类型", "类别", "支持对象", "所引文件", "编辑", "最近复核", "保存时间")


class ListExport:
    """Mixed into the measures' admin."""

    def get_urls(self):
        page = self.admin_site.admin_view(self.export)
        return [path("export/", page, name="incentives_measure_export"), *super().get_urls()]

    def export(self, request: HttpRequest) -> HttpResponse:
        """The rows of the list that the query of the address asks for, all pages of it."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.method != "GET":
            return HttpResponseNotAllowed(["GET"])
        try:
            found = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse("admin:incentives_measure_changelist"))
        clauses = Prefetch("clauses", Clause.objects.select_related("document"))
        answer = HttpResponse(BOM, content_type="text/csv; charset=utf-8")
        answer.headers["Content-Disposition"] = 'attachment; filename="measures-desk.csv"'
        lines = csv.writer(answer)
        lines.writerow(HEADINGS)
        for measure in found.prefetch_related(clauses, "editors").select_related("category"):
            lines.writerow([inert(value) for value in _values(measure)])
        return answer


def _values(measure: Measure) -> tuple[str | int, ...]:
    documents = dict.fromkeys(clause.document.title for clause in measure.clauses.all())
    return (
        measure.title,
        measure.version,
        measure.get_status_display(),
        measure.get_kind_display(),
        measure.category.name,
        measure.audience,
        "；".join(documents),
        "；".join(user.get_username() for user in measure.editors.all()),
        measure.reviewed_on.isoformat() if measure.reviewed_on else "",
        timezone.localtime(measure.updated_at).strftime("%Y-%m-%d %H:%M"),
    )
