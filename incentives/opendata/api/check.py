"""`POST /api/v1/check`: a text held against the sources. Nothing of it is stored or logged."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from ninja import Router
from ninja.decorators import decorate_view
from pydantic import Field, field_validator

from incentives.opendata.api.problems import Problem
from incentives.opendata.api.responses import absolute_of, json_response
from incentives.opendata.shapes.base import Shape
from incentives.verify.check import MOST_BYTES, check
from incentives.verify.private import private
from incentives.verify.rules.verdict import SourceVerdict
from incentives.verify.sources import knowledge

router = Router(tags=["核对"])


class Text(Shape):
    text: str = Field(description="要核对的文字，最多 20 kB（UTF-8）")

    @field_validator("text")
    @classmethod
    def short(cls, text: str) -> str:
        if len(text.encode()) > MOST_BYTES:
            raise ValueError("too long")
        return text


class StatementShape(Shape):
    start: int = Field(description="这句说法在原文中的起点（码位）")
    length: int = Field(description="长度（码位）")
    verdict: SourceVerdict = Field(description="agrees 相符，differs 不符，imprecise 说法有出入，not_covered 未收录")
    measure: str | None = Field(description="事项的网址标识；null＝未收录")
    clause: str | None = Field(description="条款位置；null＝未收录")
    clause_url: str | None = Field(description="条款网址；null＝未收录")
    difference: str | None = Field(description="来源的说法；null＝没有不同")
    notes: list[str] = Field(description="提示：已截止的事项、按读音认出的名称")
    candidates: list[str] = Field(description="没写明是哪一项时，可能说的事项的网址标识")


class CheckShape(Shape):
    statements: list[StatementShape] = Field(description="逐句核对的结果，按原文顺序，最多 800 句")


@router.post(
    "/check",
    response={200: CheckShape, 400: Problem, 429: Problem},
    summary="核对一段话",
    operation_id="check",
)
@decorate_view(private, cache_control(private=True, no_store=True))
def check_text(request: HttpRequest, body: Text) -> HttpResponse:
    """逐句对照来源；文字不保存，也不写入日志。未收录不等于不对。"""
    known, absolute = knowledge(), absolute_of(request)
    told = [
        StatementShape(
            start=one.start,
            length=one.length,
            verdict=one.verdict,
            measure=one.topic.measure if one.topic else None,
            clause=known.clauses.get(one.clause),
            clause_url=absolute(one.clause) if one.clause in known.clauses else None,
            difference=one.difference or None,
            notes=list(one.notes),
            candidates=[topic.measure for topic in one.candidates],
        )
        for one in check(body.text, known)
    ]
    return json_response(CheckShape(statements=told))
