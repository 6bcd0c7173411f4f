"""`POST match`: the verdict on each row of each open measure for the answers sent; `GET facts`: what can be answered.

Nothing is stored or logged. What the rules mean is in docs/rules.md.
"""

import json
from collections.abc import Collection, Iterator

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from ninja import Router
from ninja.decorators import decorate_view
from pydantic import Field

from incentives.eligibility.contradictions import contradictions
from incentives.eligibility.explanation import PARTS, UNLISTED, Reason
from incentives.eligibility.match_cases import VERDICTS, row_positions, verdicts_of
from incentives.eligibility.match_form import LISTS, ListedHonoursForm, PlaceForm
from incentives.eligibility.questions import MANY, NUMBER
from incentives.eligibility.results import Match, MatchResult, measures_with_rules
from incentives.eligibility.rulebook import rulebook
from incentives.enums import Availability, CaseVerdict
from incentives.models import Measure
from incentives.models.provision import Provision
from incentives.opendata.api.problems import BadParameters, Problem
from incentives.opendata.api.responses import absolute_of, json_response
from incentives.opendata.records.source import citation
from incentives.opendata.shapes.base import Citation, Shape
from incentives.verify.private import private

Answer = str | int | float | list[str]


class RowVerdict(Shape):
    """The verdict on one row of a measure."""

    measure: str = Field(description="惠企事项的 slug")
    row: int | None = Field(description="第几行明细，从 1 起；null＝该事项没有明细")
    verdict: str = Field(
        description="qualifies 符合 | possible 可能符合，有须核对的 | unknown 缺回答 | no 不符合"
        " | not_an_offer 没有可申领的"
    )
    notes: list[str] = Field(description="逐个条件：结果、差多少、要核对什么")
    citations: list[Citation] = Field(description="条件出自的条款")


class Matched(Shape):
    rows: list[RowVerdict] = Field(description="每个在办惠企事项的每一行")
    hints: list[str] = Field(description="互相矛盾的回答，请核对；不影响结论")
    unworded: int = Field(description="只有结论、没有写理由的惠企事项数；理由用 measures 点名来问")
    region: str | None = Field(description="按注册在哪里的企业判断；null＝所有事项都适用于同一地区")


class AnswerOption(Shape):
    value: str = Field(description="取值")
    label: str = Field(description="名称")


class FactShape(Shape):
    fact: str = Field(description="键名")
    question: str = Field(description="问题")
    shape: str = Field(description="many 多选 | one 单选 | yes-no 是否 | number 数字 | date 日期，写成 2023-05-01")
    unit: str = Field(description="数字的单位；金额是万元；其他为空")
    help: str = Field(description="说明")
    options: list[AnswerOption] = Field(description="可选的值；数字没有")


class FactList(Shape):
    items: list[FactShape] = Field(description="现行规则用到的事实")


REQUEST = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["answers"],
                    "properties": {
                        "region": {
                            "type": "string",
                            "description": "企业注册地，全称，如 河南省郑州市；不送＝事项最多的地区",
                        },
                        "answers": {
                            "type": "object",
                            "description": "键和取值见 GET /facts；收入单位是万元，与网页表单相同；没有的键＝没有回答；"
                            "规则没有用到的键不算错",
                            "properties": {name: {"type": "array", "items": {"type": "string"}} for name in LISTS},
                            "additionalProperties": True,  # the facts are content: GET /facts
                        },
                        "measures": {
                            "type": "array",
                            "items": {"type": "string"},
                            "maxItems": 100,
                            "description": "只问这些惠企事项（slug）；不送＝全部在办的",
                        },
                    },
                    "examples": [{"answers": {"won": ["specialized"], "paid": ["none"], "revenue": 5200}}],
                }
            }
        },
    }
}
MOST_WORDED = 200  # measures whose verdicts come with reasons; wording one costs about a millisecond
MOST_NAMED = 100
router = Router(tags=["匹配"])


@router.post(
    "/match",
    response={200: Matched, 400: Problem},
    summary="我符合哪些",
    operation_id="match",
    openapi_extra=REQUEST,
)
@decorate_view(private)
def match(request: HttpRequest) -> HttpResponse:
    """送上回答，得到每个在办惠企事项每一行的结论、理由和出处。不保存、不记录；不用登录。没有回答不算不符合。"""
    sent = _sent(request.body)
    place = PlaceForm({"region": sent.get("region", "")})
    book = rulebook(timezone.localdate(), place.chosen)
    form = ListedHonoursForm(_parameters(sent, ListedHonoursForm(QueryDict(), book)), book)
    if not (place.is_valid() and form.is_valid()):
        errors = place.errors | form.errors
        raise BadParameters([{"parameter": name, "detail": detail} for name, told in errors.items() for detail in told])
    found, named = Match(book, form.profile()), sent.get("measures")
    keys = [key for part in found.ranked.values() for key in part]  # the best first
    keys = keys if named is None else _named(keys, named)
    measures = measures_with_rules(keys[:MOST_WORDED])
    results = found.results([measures[key] for key in keys[:MOST_WORDED] if key in measures], {})
    rows = [row for result in results for row in _rows(result, found, request)]
    rows += [*_bare(keys[MOST_WORDED:], found), *_no_offers(place.chosen, named)]
    names = {slug: fact.name for slug, fact in book.facts.items()}
    hints = list(dict.fromkeys(hint for _, hint in contradictions(found.profile, form.tiers, names)))
    unworded = max(0, len(keys) - MOST_WORDED)
    response = json_response(Matched(rows=rows, hints=hints, unworded=unworded, region=place.chosen or None))
    response.headers["Cache-Control"] = "private, no-store"
    return response


@router.api_operation(
    ["GET", "HEAD"], "/facts", response={200: FactList}, summary="可以回答的事实", operation_id="facts"
)
def facts(request: HttpRequest) -> HttpResponse:
    """现行规则用到的事实、问题和可选的值。收入单位是万元。"""
    book = rulebook(timezone.localdate())
    form = ListedHonoursForm(QueryDict(), book)
    return json_response(
        FactList(
            items=[
                FactShape(
                    fact=one.fact,
                    question=one.label,
                    shape=one.shape,
                    unit="万元" if one.is_money else one.unit,
                    help=one.help,
                    options=[
                        AnswerOption(value=value, label=label)
                        for value, label in getattr(form.fields[one.fact], "choices", ())
                        if value
                    ],
                )
                for one in form.questions.values()
            ]
        )
    )


def _sent(body: bytes) -> dict:
    """The JSON object of a request with its answers. Raises BadParameters for a body of another shape."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as wrong:
        raise BadParameters([{"parameter": "body", "detail": "请求体不是 JSON。"}]) from wrong
    if not isinstance(sent, dict) or not isinstance(sent.get("answers"), dict):
        raise BadParameters([{"parameter": "answers", "detail": '请送 {"answers": {键: 值}}。'}])
    named = sent.get("measures", [])
    if not (isinstance(named, list) and len(named) <= MOST_NAMED and all(isinstance(one, str) for one in named)):
        told = f"惠企事项的 slug 用数组，最多 {MOST_NAMED} 个。"
        raise BadParameters([{"parameter": "measures", "detail": told}])
    if not isinstance(sent.get("region", ""), str):
        raise BadParameters([{"parameter": "region", "detail": "注册地是一个字符串。"}])
    return sent


def _parameters(sent: dict, form: ListedHonoursForm) -> QueryDict:
    """The answers of a request as parameters of `form`. Raises BadParameters for a value of another type."""
    answers = sent["answers"]
    data = QueryDict(mutable=True)
    wrong = []
    for fact in answers.keys() & form.questions.keys():
        if (values := _values(answers[fact], form.questions[fact].shape)) is None:
            wrong.append({"parameter": fact, "detail": "值的类型不对：多选用数组，其余用一个字符串或数字。"})
        else:
            data.setlist(fact, values)
    if wrong:
        raise BadParameters(wrong)
    return data


def _values(answer: object, shape: str) -> list[str] | None:
    """An answer as the form takes it; None for a type that it does not take."""
    if shape == MANY:
        is_list = isinstance(answer, list) and all(isinstance(one, str) for one in answer)
        return answer if is_list else None
    kinds = int | float | str if shape == NUMBER else str | int
    if isinstance(answer, bool) or not isinstance(answer, kinds):
        return None
    return [str(answer)]


def _named(keys: list[int], slugs: list[str]) -> list[int]:
    """Those of `keys` whose measure is named."""
    wanted = set(Measure.objects.filter(slug__in=slugs, pk__in=keys).values_list("pk", flat=True))
    return [key for key in keys if key in wanted]


def _rows(result: MatchResult, found: Match, request: HttpRequest) -> Iterator[RowVerdict]:
    """One verdict for each row of a measure, or one without row."""
    decision = found.decisions[result.measure.pk]
    verdicts, absolute = dict(decision.rows), absolute_of(request)
    offers = {offer.row.position: offer.reasons for offer in [*result.offers, *result.lesser]}
    rows: Collection[Provision | None] = result.measure.provisions or [None]
    for row in rows:
        position = row.position if row else None
        reasons = [*result.reasons, *offers.get(position, ())]
        notes = [_note(reason) for reason in reasons] or [PARTS[UNLISTED].hint]
        clauses = {reason.clause.pk: reason.clause for reason in reasons if reason.clause}
        yield RowVerdict(
            measure=result.measure.slug,
            row=position,
            verdict=VERDICTS[verdicts.get(position, decision.verdict)].value,
            notes=[*notes, *([result.combined.sentence] if result.combined else [])],
            citations=[one for clause in clauses.values() if (one := citation(clause, absolute)) is not None],
        )


def _bare(keys: list[int], found: Match) -> Iterator[RowVerdict]:
    """The verdicts without words, for measures beyond those that are worded."""
    slugs = dict(Measure.objects.filter(pk__in=keys).values_list("pk", "slug"))
    positions = row_positions(keys)
    for key in keys:
        for row, verdict in verdicts_of(found.decisions[key], positions.get(key, [0])).items():
            yield RowVerdict(measure=slugs[key], row=row or None, verdict=verdict.value, notes=[], citations=[])


def _no_offers(region: str, named: list[str] | None) -> Iterator[RowVerdict]:
    """The rows of the open measures of a region that are no offers; with `named`, of those alone."""
    others = Measure.objects.published().within(region).open_on(timezone.localdate())
    others = others.exclude(availability=Availability.OFFER)
    others = others if named is None else others.filter(slug__in=named)
    found = list(others.order_by("slug").values_list("pk", "slug", "availability"))
    positions = row_positions([key for key, *_ in found])
    for key, slug, availability in found:
        words = f"{Availability(availability).label}：来源没有写企业可以申领什么。"
        for row in positions.get(key, [None]):
            verdict = CaseVerdict.NOT_AN_OFFER.value
            yield RowVerdict(measure=slug, row=row, verdict=verdict, notes=[words], citations=[])


def _note(reason: Reason) -> str:
    return f"{reason.mark}：{reason.sentence}" + (f"（{reason.gap}）" if reason.gap else "")
