"""The staff guide as a page of the admin, made from docs/staff-guide.zh.md and the pictures in static/."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.templatetags.static import static
from django.urls import path
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

SOURCE = settings.BASE_DIR / "docs" / "staff-guide.zh.md"
PICTURES = "../static/"  # the guide's path to a picture, which works beside the file too


@dataclass(frozen=True)
class Guide:
    """The text as HTML, and the id and heading of each part."""

    html: SafeString
    parts: list[tuple[str, str]]


class GuidePage:
    """Mixin for the admin site: the page of the guide."""

    def get_urls(self) -> list:
        return [path("guide/", self.admin_view(require_safe(self.guide_page)), name="guide"), *super().get_urls()]

    def guide_page(self, request: HttpRequest) -> HttpResponse:
        context = self.each_context(request) | {"title": "编辑指南", "guide": guide()}
        return TemplateResponse(request, "admin/guide.html", context)


@cache
def guide() -> Guide:
    """The guide of this release. HTML in it is shown as text."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(SOURCE.read_text(encoding="utf-8"))[3:]  # the page has the title already
    parts = []
    for heading, words in pairwise(tokens):
        if heading.type == "heading_open" and heading.tag == "h2":
            parts.append((f"part-{len(parts) + 1}", words.content))
            heading.attrSet("id", parts[-1][0])
    for picture in _pictures(tokens):
        picture.attrSet("src", static(str(picture.attrGet("src")).removeprefix(PICTURES)))
    # The text is ours, and HTML in it is shown as text.
    return Guide(mark_safe(markdown.renderer.render(tokens, markdown.options, {})), parts)  # nosec


def _pictures(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or () if child.type == "image"]
