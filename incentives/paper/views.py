"""`/handbook/`: any list or selection as a handbook, as a page to print and as a Word file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from config.origin import root_of
from incentives.paper.handbook import Handbook, handbook
from incentives.paper.request import MOST, HandbookRequest

PAGE = "incentives/paper/handbook.html"


def made(request: HttpRequest, asked: HandbookRequest, address: str) -> Handbook:
    return handbook(asked.measure_keys(), asked.title, root_of(request), address, asked.missing_text)


@require_safe
def handbook_page(request: HttpRequest) -> HttpResponse:
    asked = HandbookRequest(request.GET)
    context = {"asked": asked, "most": MOST}
    if not asked.errors:
        context["book"] = made(request, asked, root_of(request) + request.get_full_path())
    return render(request, PAGE, context)
