"""Structured data and canonical addresses for the heads of pages."""

import json
from functools import partial
from operator import add

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from incentives.models import Measure
from incentives.opendata import schema_org
from incentives.opendata.records import source as records
from incentives.opendata.records.measure import service_record
from incentives.opendata.records.source import Absolute
from policies.models import Clause, Document

register = template.Library()
ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}  # so that no text can close the script element
HOME = "首页"


def _script(thing: schema_org.Thing) -> SafeString:
    text = json.dumps(thing, ensure_ascii=False).translate(ESCAPES)
    # Safe: `<`, `>` and `&` were escaped above.
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # nosec


def _absolute(context: Context):
    """A function that makes absolute addresses under the site's name; error pages have no request to build on."""
    return partial(add, context["root"])


@register.simple_tag(takes_context=True)
def measure_data(context: Context, measure: Measure) -> SafeString:
    """GovernmentService and BreadcrumbList of a measure, which must come from `Measure.objects.whole()`."""
    absolute = _absolute(context)
    list_url = absolute(reverse("incentives:measure-list"))
    places = [
        (HOME, absolute(reverse("incentives:home"))),
        ("惠企事项", list_url),
        (measure.category.name, f"{list_url}?category={measure.category.slug}"),
        (measure.title, absolute(measure.get_absolute_url())),
    ]
    service = schema_org.service(service_record(measure, absolute))
    return _script(schema_org.graph(service, schema_org.breadcrumbs(places)))


@register.simple_tag(takes_context=True)
def document_data(context: Context, document: Document) -> SafeString:
    """Legislation and BreadcrumbList of a document."""
    absolute = _absolute(context)
    law = schema_org.legislation(records.document(document, absolute, relations=False))
    return _script(schema_org.graph(law, schema_org.breadcrumbs(_places(document, absolute))))


@register.simple_tag(takes_context=True)
def clause_data(context: Context, clause: Clause) -> SafeString:
    """BreadcrumbList of a clause."""
    absolute = _absolute(context)
    place = (clause.locator, absolute(clause.get_absolute_url()))
    return _script(schema_org.graph(schema_org.breadcrumbs([*_places(clause.document, absolute), place])))


def _places(document: Document, absolute: Absolute) -> list[tuple[str, str]]:
    return [
        (HOME, absolute(reverse("incentives:home"))),
        ("政策文件", absolute(reverse("policies:document-list"))),
        (document.title, absolute(document.get_absolute_url())),
    ]


@register.simple_tag(takes_context=True)
def site_data(context: Context) -> SafeString:
    """WebSite with its SearchAction."""
    absolute = _absolute(context)
    home, list_url = absolute(reverse("incentives:home")), absolute(reverse("incentives:measure-list"))
    return _script(schema_org.graph(schema_org.website(context["site"]["name"], home, list_url)))
