import datetime

import pytest

from policies.parsing.document import parse_document
from policies.parsing.header import ParsedHeader
from tests.policies.sample_document import BODY, HEADER, TITLES, document, message, texts


def test_header_bare_lines():
    header = parse_document(document()).header

    assert header == ParsedHeader(
        index_number="X0120/2031-0007",
        issuer="绿谷市中小企业服务局",
        genre="政协提案",
        written_on=datetime.date(2031, 3, 5),
        published_on=datetime.date(2031, 4, 1),
        title="关于绿谷市小店扶持的说明",
        subtitle="关于第9号提案的说明",
    )


@pytest.mark.parametrize("bullet", ["• ", "  ·", "- ", "\u3000* "])
def test_header_bullets(bullet):
    bulleted = document(header=[bullet + line for line in HEADER], titles=[bullet + line for line in TITLES])

    assert parse_document(bulleted).header == parse_document(document()).header


def test_header_bullets_on_lines_of_their_own():
    bulleted = document(header=[f"•\n{line}" for line in HEADER])

    assert parse_document(bulleted) == parse_document(document())


@pytest.mark.parametrize("opening", ["• 好。", "•"])
def test_header_leaves_bullets_of_the_body(opening):
    assert texts("\n".join([*HEADER, "说明", opening, *BODY[2:]]))[0] == opening


def test_header_labels_in_any_order():
    labelled = [
        "• 发布日期：2031年4月1日",
        "【索 引 号】: Ｘ０１２０/2031-0007",
        "发文字号：绿政〔2031〕7号",
        "发布机构：绿谷市中小企业服务局",
        "公文种类：政协提案",
        "成文日期： 2031 年 03 月 5 日",
    ]

    assert parse_document(document(header=labelled)).header == parse_document(document()).header


def test_header_labels_and_bare_lines_mixed():
    mixed = ["索引号：X0120/2031-0007", *HEADER[1:3], "成文日期：2031-03-05", HEADER[4]]

    assert parse_document(document(header=mixed)).header == parse_document(document()).header


@pytest.mark.parametrize("titles", [[], TITLES])
def test_header_labelled_titles_and_their_repetition(titles):
    header = [*HEADER, f"标题：{TITLES[0]}", f"副标题：{TITLES[1]}"]

    parsed = parse_document(document(header=header, titles=titles))

    assert (parsed.header.title, parsed.header.subtitle) == tuple(TITLES)
    assert parsed.clauses == parse_document(document()).clauses


def test_header_repeated_index_number_is_harmless():
    assert parse_document(document(header=[*HEADER, HEADER[0]])) == parse_document(document())


@pytest.mark.parametrize(
    ("titles", "subtitle"),
    [
        (["说明"], ""),
        (["说明", "", "绿谷市小店"], ""),
        (["说明", "", "关于第9号提案"], "关于第9号提案"),
        (["说明", "——以小店为例"], "——以小店为例"),
        (["说明", "绿谷市各小店："], ""),
        (["说明", "小店好！都来"], ""),
    ],
)
def test_header_subtitle_or_body(titles, subtitle):
    parsed = parse_document(document(titles=titles))

    assert parsed.header.title == "说明"
    assert parsed.header.subtitle == subtitle


@pytest.mark.parametrize(
    ("missing", "name", "line", "there"),
    [
        (0, "索引号", 1, "绿谷市中小企业服务局"),
        (1, "发文机关", 2, "政协提案"),
        (2, "体裁", 3, "2031-03-05"),
        (4, "发布日期", 5, "关于绿谷市小店扶持的说明"),
    ],
)
def test_header_missing_bare_line(missing, name, line, there):
    header = HEADER[:missing] + HEADER[missing + 1 :]

    error = message(document(header=header))

    assert error == f"缺少{name}：第{line}行应写{name}，却是“{there}”，请对照原网页补上或改正后再导入。"


def test_header_missing_labelled_line():
    labels = ["索引号", "发文机关", "体裁", "成文日期", "发布日期"]
    labelled = [f"{label}：{value}" for label, value in zip(labels, HEADER, strict=True)]

    error = message(document(header=labelled[:1] + labelled[2:]))

    assert error.startswith("缺少发文机关：第5行应写发文机关，却是“关于绿谷市小店扶持的说明”")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (["索引号：无"], "缺少索引号：第1行应写索引号，却是“无”"),
        (["索引号："], "缺少索引号：第1行应写索引号，却是空的"),
        (HEADER[:3], "缺少成文日期：从第1行到第3行都没有找到"),
        (HEADER, "缺少标题：从第1行到第5行都没有找到"),
        ([*HEADER, "2031-05-01"], "缺少标题：第6行应写标题，却是“2031-05-01”"),
        ([*HEADER, "尊敬的委员:"], "缺少标题：第6行应写标题"),
        ([*HEADER, "一、发钱"], "缺少标题：第6行应写标题"),
        (["绿" * 30], f"缺少索引号：第1行应写索引号，却是“{'绿' * 23}…”"),
        ([*HEADER[:3], "二〇三一年三月五日"], "缺少成文日期：第4行应写成文日期"),
        ([*HEADER[:3], "2031-13-05"], "第4行的成文日期“2031-13-05”不是有效日期，请写成 2024-06-28"),
        ([*HEADER[:3], "2031年2月30日"], "第4行的成文日期“2031年2月30日”不是有效日期"),
        ([*HEADER[:4], "2031.4.1"], "第5行的发布日期“2031.4.1”不是有效日期"),
        ([*HEADER[:3], "2031-04-02", *HEADER[4:]], "第5行的发布日期 2031-04-01 早于第4行的成文日期 2031-04-02"),
        ([HEADER[0], "X9/2031-0008"], "索引号前后不一致：第1行是“X0120/2031-0007”，第2行是“X9/2031-0008”"),
        ([*HEADER, "体裁：公告"], "体裁前后不一致：第3行是“政协提案”，第6行是“公告”"),
    ],
)
def test_header_refusals(header, expected):
    assert message("\n".join(header)).startswith(expected)
