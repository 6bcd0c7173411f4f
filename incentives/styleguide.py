"""Every component and state on one page, for the staff who build on them."""

import datetime
from types import SimpleNamespace

from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from incentives.addresses import Chip, Option
from incentives.amounts import Amount
from incentives.cards import Headline
from incentives.enums import AmountState, Delivery, Kind
from incentives.pictures import Span, bars, shares

TIER = SimpleNamespace(short_name="专精特新", name="专精特新中小企业", get_absolute_url="?tier=specialized")
DOCUMENT = SimpleNamespace(get_genre_display="答复", written_on=datetime.date(2024, 6, 28))
CLAUSE = SimpleNamespace(document=DOCUMENT, locator="第一部分第8句", get_absolute_url="#clause")


def card(
    headline: Headline, *, kind: Kind = Kind.SUBSIDY, tiers: tuple = (TIER,), delivery: Delivery
) -> SimpleNamespace:
    measure = SimpleNamespace(
        title="企业梯次培育奖励",
        promise="评上专精特新、“小巨人”或单项冠军，按级别得一次性奖励",
        kind=kind,
        audience="",
        tiers=SimpleNamespace(all=tiers),
        delivery=delivery.value,
        get_delivery_display=delivery.label,
        get_absolute_url="#card",
    )
    return SimpleNamespace(measure=measure, headline=headline, source=CLAUSE)


@staff_member_required
def styleguide(request: HttpRequest) -> HttpResponse:
    stated = Headline("50 万元", "一次性奖励 · 首次", AmountState.STATED)
    unstated = Headline(AmountState.NOT_STATED.label, "", AmountState.NOT_STATED)
    context = {
        "colours": ("ink", "ink-2", "ink-3", "accent", "money", "line", "tint", "step-1", "step-2", "step-3", "step-4"),
        "cards": [
            card(stated, delivery=Delivery.RECOGNITION),
            card(unstated, delivery=Delivery.AUTOMATIC, tiers=()),
            card(
                Headline("额度未载明", "4 个产品", AmountState.NOT_STATED), kind=Kind.LOAN, delivery=Delivery.NOT_STATED
            ),
        ],
        "amounts": [Amount(2_000_000, 2_000_000), Amount(50_000, 100_000), Amount(high=500_000), Amount()],
        "chips": [Chip("category", "财政扶持", "#"), Chip("q", "“博士”", "#")],
        "options": [
            Option("a", "财政扶持", 9, True),
            Option("b", "人才", 10, False),
            Option("c", "品牌质量", 0, False),
        ],
        "bars": bars([Span("专精特新中小企业", "50 万元", 50), Span("“小巨人”企业", "200 万元", 200)]),
        "shares": shares([("直接取消审批", 18), ("审批改为备案", 7), ("实行告知承诺", 20), ("优化审批服务", 82)]),
        "clause": CLAUSE,
    }
    return render(request, "pages/styleguide.html", context)
