"""A made-up official text for tests, with the parser's result or error."""

import pytest

from policies.intake.lines import ParsingError
from policies.parsing.document import parse_document

HEADER = ["X0120/2031-0007", "绿谷市中小企业服务局", "政协提案", "2031-03-05", "2031-04-01"]
TITLES = ["关于绿谷市小店扶持的说明", "关于第9号提案的说明"]
BODY = [
    "尊敬的委员:",
    "来信收到。现说明如下:",
    "一、发钱",
    "每家小店发3万元。“能不能再多?”可以!",
    "另有补贴",
    "二、办事",
    "窗口全年无休。",
    "主办单位:绿谷市政府 邮编:000000",
]


def document(*, header: list[str] = HEADER, titles: list[str] = TITLES, body: list[str] = BODY) -> str:
    return "\n".join([*header, *titles, "", *body])


def texts(text: str) -> list[str]:
    return [clause.text for clause in parse_document(text).clauses]


def message(text: str) -> str:
    with pytest.raises(ParsingError) as caught:
        parse_document(text)
    return str(caught.value)
