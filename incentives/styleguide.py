"""Every component and state on one page, for the staff who build on them."""

import datetime
from dataclasses import replace
from types import SimpleNamespace

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from incentives.addresses import Chip, Option
from incentives.amounts import Amount
from incentives.cards import Headline
from incentives.enums import AmountState, Delivery, Kind
from incentives.filters import MeasureFilter
from incentives.ladder import Rung
from incentives.pictures import Span, bars, shares

MARCH = datetime.date(2024, 3, 1)
DOCUMENT = SimpleNamespace(get_genre_display="答复", written_on=datetime.date(2024, 6, 28))
CLAUSE = SimpleNamespace(
    document=DOCUMENT,
    locator="第一部分第8句",
    is_public=True,
    get_absolute_url="#clause",
    context_url="#sentence",
)
OLD = SimpleNamespace(**vars(CLAUSE), is_superseded=True)


def indicator(name: str, quantity: str, nature: str, as_of_text: str) -> SimpleNamespace:
    return SimpleNamespace(
        name=name,
        slug=f"sample-{quantity}",
        quantity=quantity,
        get_nature_display=nature,
        as_of_text=as_of_text,
        clause=CLAUSE,
    )


def tier(name: str, level: str = "", enterprises: SimpleNamespace | None = None) -> SimpleNamespace:
    return SimpleNamespace(
        short_name=name.removesuffix("中小企业"),
        name=name,
        level=level,
        get_level_display=level,
        enterprises=enterprises,
        get_absolute_url="#ladder",
    )


def award(amount: Amount, *, first_time: bool | None = None) -> SimpleNamespace:
    return SimpleNamespace(amount=amount, first_time=first_time)


COUNTED = indicator("省级专精特新企业", "920 家", "成效", "截至2024年3月")
INDICATORS = (COUNTED, indicator("贷款余额", "超过 1400 亿元", "目标", ""))
SPECIALIZED = tier("专精特新中小企业", "省级", COUNTED)
FIFTY, HUNDRED, FIVE_HUNDRED = (Amount(yuan, yuan) for yuan in (500_000, 1_000_000, 5_000_000))
RUNGS = (
    Rung(1, ((tier("创新型中小企业"), ()),)),
    Rung(2, ((SPECIALIZED, (award(FIFTY, first_time=True),)),)),
    Rung(4, ((tier("单项冠军企业"), (award(FIVE_HUNDRED),)), (tier("单项冠军产品"), (award(HUNDRED),)))),
)


def card(
    headline: Headline, *, kind: Kind = Kind.SUBSIDY, tiers: tuple = (SPECIALIZED,), delivery: Delivery
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
        ended=lambda on: "",
        is_outdated=headline.is_superseded,
    )
    return SimpleNamespace(measure=measure, headline=headline, source=CLAUSE)


@never_cache
def styleguide(request: HttpRequest) -> HttpResponse:
    """Not found for strangers: the way to the sign-in would tell them where the admin is."""
    if not admin.site.has_permission(request):
        raise Http404
    stated = Headline("50 万元", "一次性奖励 · 首次", AmountState.STATED)
    changed = replace(stated, is_superseded=True)
    unstated = Headline(AmountState.NOT_STATED.label, "", AmountState.NOT_STATED)
    cards = [
        card(stated, delivery=Delivery.RECOGNITION),
        card(changed, delivery=Delivery.RECOGNITION),
        card(unstated, delivery=Delivery.AUTOMATIC, tiers=()),
        card(Headline("额度未载明", "4 个产品", AmountState.NOT_STATED), kind=Kind.LOAN, delivery=Delivery.NOT_STATED),
    ]
    context = {
        "colours": ("ink", "ink-2", "ink-3", "accent", "money", "line", "tint", "step-1", "step-2", "step-3", "step-4"),
        "cards": cards,
        "measures": [card.measure for card in cards],
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
        "old": OLD,
        "rungs": RUNGS,
        "indicators": INDICATORS,
        "start": MARCH,
        "end": datetime.date(2026, 12, 31),
        "wrong": MeasureFilter(QueryDict("tier=nobody&min_amount=-1")),
        "narrowed": MeasureFilter(QueryDict("category=fiscal")),
        "middle": Paginator(range(60), 20).page(2),
    }
    return render(request, "pages/styleguide.html", context)
