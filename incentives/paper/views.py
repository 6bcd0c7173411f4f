"""`/handbook/`: any list or selection as a handbook, as a page to print and as a Word file."""

import tempfile

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from config import audit
from config.origin import root_of
from incentives.opendata.conditional import fresh
from incentives.opendata.files.naming import saved_as
from incentives.paper.handbook import Handbook, handbook
from incentives.paper.request import MOST, HandbookRequest
from incentives.paper.word.write import write_handbook

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def made(request: HttpRequest, asked: HandbookRequest) -> Handbook:
    root, query = root_of(request), request.GET.urlencode()
    address = root + reverse("incentives:handbook") + (f"?{query}" if query else "")
    return handbook(asked.measure_keys(), asked.title, root, address, asked.missing_text)


@require_safe
def handbook_page(request: HttpRequest) -> HttpResponse:
    asked = HandbookRequest(request.GET)
    context = {"asked": asked, "most": MOST, "query": request.GET.urlencode()}
    if not asked.errors:
        context["book"] = made(request, asked)
    return render(request, "incentives/paper/handbook.html", context)


@fresh
@require_safe
def handbook_docx(request: HttpRequest) -> HttpResponse:
    """The handbook as a file; where there is none, the page that says why, with status 400.

    HEAD returns the headers without making the file.
    """
    asked = HandbookRequest(request.GET)
    if asked.errors:
        return render(request, "incentives/paper/handbook.html", {"asked": asked, "most": MOST}, status=400)
    day = timezone.localdate().isoformat()
    headers = {"Content-Disposition": saved_as(asked.file_name(day), f"handbook-{day}.docx")}
    if request.method == "HEAD":
        return StreamingHttpResponse(content_type=DOCX, headers=headers)
    target = tempfile.TemporaryFile()  # noqa: SIM115 (the response closes it)
    write_handbook(made(request, asked), target)
    audit.note("exported", file="docx", filters=asked.names)
    target.seek(0)
    return FileResponse(target, content_type=DOCX, headers=headers)
