"""The 申报准备单: one measure on one printed page; what the source does not state is listed as questions to ask."""

from collections.abc import Callable, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from incentives.eligibility.inherited import inherits_stacking
from incentives.eligibility.rulebook import Terms, rulebook_of
from incentives.enums import Delivery, Kind
from incentives.models import Measure
from policies.enums import Stacking


def silent_on_money(measure: Measure) -> bool:
    return measure.gives_awards and not all(row.amount.is_stated for row in measure.provisions)


def silent_on_terms(measure: Measure) -> bool:
    return measure.kind == Kind.LOAN and any(
        row.form != "investment" and None in (row.credit_limit, row.annual_rate, row.term_months)
        for row in measure.provisions
    )


def silent_on_stacking(measure: Measure) -> bool:
    return measure.gives_awards and measure.stacking == Stacking.NOT_STATED and not inherits_stacking(measure)


# Each question with a function that says whether the source leaves it open, in the order to ask them.
QUESTIONS: tuple[tuple[Callable[[Measure], bool], str], ...] = (
    (silent_on_money, "没有写明金额的，给多少？怎么计算？"),
    (silent_on_terms, "额度、利率、期限各是多少？要不要担保？"),
    (silent_on_stacking, "能不能和其他奖补一起拿？"),
    (lambda one: one.delivery == Delivery.NOT_STATED, "要不要申请？怎么办理？"),
    (lambda one: not one.materials.all(), "要交哪些材料？"),
    (lambda one: not (one.apply_from or one.apply_until), "什么时候申报？截止到哪天？"),
    (lambda one: not one.apply_url, "在哪里申报？有没有网上入口？"),
    (lambda one: not one.agency_roles.all(), "由哪个部门负责？"),
    (lambda one: not one.basis.all(), "依据哪份文件？现在还有效吗？"),
)


def questions(measure: Measure, terms: Sequence[Terms]) -> list[str]:
    """The questions that the source leaves open for `measure`; `terms` are the conditions that it states."""
    about_terms = [] if terms else ["要满足哪些条件？我们能不能申请？"]
    return about_terms + [question for is_open, question in QUESTIONS if is_open(measure)]


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    measure = get_object_or_404(Measure.objects.published().offers().whole(), slug=slug)
    terms = rulebook_of([slug]).terms(measure)
    context = {"measure": measure, "terms": terms, "questions": questions(measure, terms)}
    return render(request, "incentives/paper/sheet.html", context)
