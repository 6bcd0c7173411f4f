"""The OpenAPI parameters of the list of measures, generated from MeasureFilter."""

from django import forms
from django_filters import Filter

from incentives.listing.facet_counts import FACETS
from incentives.listing.filterset import MeasureFilter, PagingNumber, SingleChoiceFilter
from incentives.opendata.api.paging import MOST_ITEMS, PAGE_SIZE

FROM_THE_CATALOGUE = {"category", "tier", "agency"}  # their options are rows of the database
SLUG = "^[-a-zA-Z0-9_]+$"
NOTES = {
    "q": "几个词须都出现；最多 100 字，其余略去",
    "category": "见 /categories",
    "tier": "见 /tiers；也找到面向全部中小企业和来源未限定的事项",
    "agency": "见 /agencies",
    "region": "全称，如 河南省郑州市；也找到适用于全省和全国的事项",
    "named": "与 tier 同用；默认也找面向全部中小企业和来源未限定的",
    "min_amount": "单位元；额度不算奖励",
    "include_closed": "默认不显示",
    "sort": "默认 relevance",
    "page": "从 1 起，默认 1",
    "page_size": f"最多 {MOST_ITEMS}，默认 {PAGE_SIZE}",
}


class ListParameters(MeasureFilter):
    """The page's parameters, and how many measures one page of the API holds: one form names all that is wrong."""

    page_size = PagingNumber(label="每页几项", min_value=1, max_value=MOST_ITEMS)


def openapi_parameters() -> list[dict]:
    """All parameters of the list; the parameter of a facet may be repeated (OR)."""
    return [_parameter(name, one) for name, one in ListParameters.base_filters.items()]


def _parameter(name: str, one: Filter) -> dict:
    parameter = {
        "name": name,
        "in": "query",
        "required": False,
        "description": "；".join(word for word in (one.label, NOTES.get(name)) if word),
        "schema": _schema(name, one),
    }
    return parameter | ({"style": "form", "explode": True} if name in FACETS else {})


def _schema(name: str, one: Filter) -> dict:
    if issubclass(one.field_class, forms.IntegerField):
        return {"type": "integer", "minimum": one.extra["min_value"], "maximum": one.extra["max_value"]}
    if name in FACETS:
        slug = {"type": "string", "pattern": SLUG} if name in FROM_THE_CATALOGUE else None
        return {"type": "array", "items": slug or ({"type": "string"} if name == "region" else _enumerated(one))}
    return _enumerated(one) if isinstance(one, SingleChoiceFilter) else {"type": "string"}


def _enumerated(one: Filter) -> dict:
    return {"type": "string", "enum": [str(value) for value, _ in one.extra["choices"]]}
