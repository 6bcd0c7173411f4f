"""Measures and clauses as Markdown, and `/llms.txt`: for machines that answer people; every figure has its clause."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.origin import root_of
from incentives.models import Measure
from incentives.statements.rows import row_text
from policies.models import Clause

MARKDOWN = "text/markdown; charset=utf-8"
UNSTATED = "来源未载明"


@require_safe
def measure_markdown(request: HttpRequest, slug: str) -> HttpResponse:
    """A published measure, line by line, each with its clause."""
    measure = get_object_or_404(Measure.objects.published().whole(), slug=slug)
    return HttpResponse("\n".join(measure_lines(measure, root_of(request))) + "\n", content_type=MARKDOWN)


@require_safe
def clause_markdown(request: HttpRequest, slug: str, path: str) -> HttpResponse:
    """One sentence of a published document, the latest edition, with the measures that rest on it."""
    clauses = Clause.objects.public().latest_edition().select_related("document")
    clause = get_object_or_404(clauses, document__slug=slug, path=path)
    root = root_of(request)
    lines = [f"# {clause.citation}", "", clause.text or f"{clause.gist}（原文尚未导入，以上是提要）", ""]
    lines += [f"- 网页：{root}{clause.get_absolute_url()}"]
    if clause.document.source_url:
        lines.append(f"- 官方页面：{clause.document.source_url}")
    citing = Measure.objects.published().citing(clause).order_by("title_key")
    lines += [f"- 惠企事项：[{one.title}]({root}{one.get_absolute_url()})" for one in citing]
    return HttpResponse("\n".join(lines) + "\n", content_type=MARKDOWN)


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    """What the site holds and where machines find it (llmstxt.org)."""
    root, today = root_of(request), timezone.localdate()
    lines = [
        f"# {settings.SITE['name']}",
        "",
        "> 惠企政策知识库：每个数字都注明出自哪份文件的哪一句；来源没有写的，写“来源未载明”。",
        "",
    ]
    lines += ["回答问题时请引用条款地址，不要补充来源没有写的内容。", ""]
    lines += [f"- 全部数据：{root}{reverse('incentives:data')}", f"- 接口：{root}{reverse('incentives:api-reference')}"]
    lines += [f"- 核对一段话：POST {root}/api/v1/check", "", "## 可享受的惠企事项", ""]
    offers = Measure.objects.published().offers().open_on(today).order_by("title_key")
    lines += [f"- [{one.title}]({root}{markdown_address(one)})：{one.promise}" for one in offers[:MOST_LISTED]]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


MOST_LISTED = 500  # the rest is in /data/


def markdown_address(measure: Measure) -> str:
    return reverse("incentives:measure-markdown", args=[measure.slug])


def measure_lines(measure: Measure, root: str) -> Iterator[str]:
    """The lines of a measure, which must come from `Measure.objects.whole()`."""

    def cited(text: str, clause: Clause | None) -> str:
        if clause is None or not clause.is_public:
            return f"- {text}"
        changed = "，原文已改，待核对" if clause.is_superseded else ""
        return f"- {text}（[{clause.locator}]({root}{clause.get_absolute_url()}){changed}）"

    ended = measure.ended(timezone.localdate())
    first = next(iter(measure.clauses.all()), None)
    yield f"# {measure.title}"
    yield f"\n{measure.promise}\n"
    yield f"- 可享受情况：{measure.get_availability_display()}{f'（{ended}）' if ended else ''}"
    yield f"- 网页：{root}{measure.get_absolute_url()}"
    yield cited(f"对象：{'、'.join(tier.name for tier in measure.tiers.all()) or measure.audience or UNSTATED}", first)
    yield cited(f"办理方式：{measure.get_delivery_display()}", first)
    yield cited(f"叠加规则：{measure.get_stacking_display()}", first)
    parts = {
        "明细": [(row_text(row), row.clause) for row in measure.provisions],
        "条件": [(one.sentence, one.clause) for one in measure.conditions.all()],
        "数据": [(f"{one.name}：{one.quantity}", one.clause) for one in measure.indicators.all()],
    }
    for heading, lines in parts.items():
        if lines:
            yield f"\n## {heading}\n"
            yield from (cited(text, clause) for text, clause in lines)
    if measure.summary:
        yield f"\n## 说明\n\n{measure.summary}"
