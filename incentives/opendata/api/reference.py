"""The reference page of the API, generated from its OpenAPI document."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from incentives.opendata.api.api import description
from policies.caching.pages import public_page

TYPES = {"string": "文字", "integer": "整数", "number": "数", "boolean": "真假", "null": "null", "object": "对象"}


@dataclass(frozen=True)
class ReferenceLine:
    """A parameter of an operation or a member of a shape."""

    name: str
    type: str
    description: str


@dataclass(frozen=True)
class ReferenceEntry:
    """An operation or a shape, with its lines."""

    anchor: str
    name: str
    description: str
    lines: list[ReferenceLine]
    gives: str = ""
    method: str = ""  # of an operation


@public_page
@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    schema = description()
    groups: dict[str, list[ReferenceEntry]] = {}
    for path, operations in schema["paths"].items():
        for method, operation in operations.items():
            groups.setdefault(operation["tags"][0], []).append(_operation(path, method, operation))
    shapes = [_shape(name, shape) for name, shape in sorted(schema["components"]["schemas"].items())]
    return render(
        request, "incentives/opendata/api_reference.html", {"info": schema["info"], "groups": groups, "shapes": shapes}
    )


def _operation(path: str, method: str, operation: dict) -> ReferenceEntry:
    lines = [
        ReferenceLine(one["name"], kind(one["schema"]), one.get("description") or one["schema"].get("description", ""))
        for one in operation.get("parameters", [])
    ]
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    lines += [
        ReferenceLine(name, kind(one), one.get("description", "")) for name, one in body.get("properties", {}).items()
    ]
    text = "。".join([operation["summary"], operation.get("description", "").strip()]).rstrip("。")
    gives = operation["responses"]["200"]["content"]["application/json"]["schema"]["$ref"].split("/")[-1]
    return ReferenceEntry(operation["operationId"], path, text, lines, gives, method.upper())


def _shape(name: str, shape: dict) -> ReferenceEntry:
    """A shape with its members, or an enumeration with its values."""
    text = "、".join(shape["enum"]) if "enum" in shape else shape["title"]
    members = shape.get("properties", {}).items()
    lines = [ReferenceLine(member, kind(one), one.get("description", "")) for member, one in members]
    return ReferenceEntry(name, name, text if text != name else "", lines)


def kind(schema: dict) -> str:
    """The type of a member in short: 整数 或 null, [Clause], 2024-06-28."""
    if "$ref" in schema:
        return schema["$ref"].split("/")[-1]
    options = schema.get("anyOf") or schema.get("oneOf")
    if options:
        return " 或 ".join(dict.fromkeys(kind(option) for option in options))
    if "const" in schema or "enum" in schema:
        return "、".join([schema["const"]] if "const" in schema else schema["enum"])
    if schema["type"] == "array":
        return f"[{kind(schema['items'])}]"
    return {"date": "日期", "date-time": "时间"}.get(schema.get("format", ""), TYPES[schema["type"]])
