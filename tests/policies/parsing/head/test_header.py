import datetime

import pytest

from policies.intake.lines import Line, LineKind, Received
from policies.parsing.document import parse_document
from policies.parsing.head.header import HeaderReader
from tests.policies.parsing.head.headers import header_of, said, stated
from tests.policies.sample_document import BODY, HEADER, TITLES, document, texts


def test_header_bare_lines():
    header = parse_document(document()).header

    assert stated(header) == {
        "index_number": "X0120/2031-0007",
        "issuer": "绿谷市中小企业服务局",
        "genre": "政协提案",
        "written_on": datetime.date(2031, 3, 5),
        "published_on": datetime.date(2031, 4, 1),
        "title": "关于绿谷市小店扶持的说明",
        "subtitle": "关于第9号提案的说明",
    }
    assert header.places["issuer"] == "第2行"
    assert header.missing == ["发文字号", "主题分类", "有效性", "施行日期", "失效日期"]


@pytest.mark.parametrize("bullet", ["• ", "  ·", "- ", "\u3000* "])
def test_header_bullets(bullet):
    bulleted = document(header=[bullet + line for line in HEADER], titles=[bullet + line for line in TITLES])

    assert parse_document(bulleted).header == parse_document(document()).header


def test_header_bullets_on_lines_of_their_own():
    bulleted = document(header=[f"•\n{line}" for line in HEADER])

    assert stated(parse_document(bulleted).header) == stated(parse_document(document()).header)


@pytest.mark.parametrize("opening", ["• 好。", "•"])
def test_header_leaves_bullets_of_the_body(opening):
    assert texts("\n".join([*HEADER, "说明", opening, *BODY[2:]]))[0] == opening


def test_header_labels_in_any_order():
    labelled = [
        "• 发布日期：2031年4月1日",
        "【索 引 号】: Ｘ０１２０/2031-0007",
        "发布机构：绿谷市中小企业服务局",
        "公文种类：政协提案",
        "成文日期： 2031 年 03 月 5 日",
    ]

    assert stated(parse_document(document(header=labelled)).header) == stated(parse_document(document()).header)


def test_header_labels_and_bare_lines_mixed():
    mixed = ["索引号：X0120/2031-0007", *HEADER[1:3], "成文日期：2031-03-05", HEADER[4]]

    assert stated(parse_document(document(header=mixed)).header) == stated(parse_document(document()).header)


def test_several_labels_on_a_line_and_fields_of_all_kinds():
    header = header_of(
        "索引号：X1/2031-0007　　主题分类：商贸、服务",
        "发文机关：绿谷市商务局　文号：绿商〔2031〕7号　有效性：现行有效",
        "施行日期：2031年5月1日 | 失效日期：2033-04-30",
        "绿谷市小店扶持办法",
    )

    assert stated(header) == {
        "index_number": "X1/2031-0007",
        "topic": "商贸、服务",
        "issuer": "绿谷市商务局",
        "doc_number": "绿商〔2031〕7号",
        "validity": "现行有效",
        "effective_on": datetime.date(2031, 5, 1),
        "expires_on": datetime.date(2033, 4, 30),
        "title": "绿谷市小店扶持办法",
    }


def test_labels_run_together_and_a_time_of_day():
    header = header_of("发布时间：2031-04-01 10:20发布机构：绿谷市商务局", "绿谷市小店扶持办法")

    assert (header.published_on, header.issuer) == (datetime.date(2031, 4, 1), "绿谷市商务局")


def test_values_below_their_labels():
    header = header_of("索引号：", "X1/2031-0007", "发文字号：", "成文日期：", "2031-03-05", "绿谷市小店扶持办法")

    assert (header.index_number, header.doc_number, header.title) == ("X1/2031-0007", "", "绿谷市小店扶持办法")
    assert header.written_on == datetime.date(2031, 3, 5)


def test_fields_in_the_cells_of_a_table():
    rows = [
        ("索引号：", "X1/2031-0007", "主题分类：", "商贸"),
        ("发布日期：2031-04-01", "文号：绿商〔2031〕7号"),
        ("体裁", ""),
    ]
    lines = [Line(number, "；".join(cells), LineKind.ROW, cells) for number, cells in enumerate(rows, start=1)]
    lines += [Line(4, "绿谷市小店扶持办法"), Line(5, "一、发9万元。")]

    parsed = parse_document(Received(tuple(lines), "html"))

    assert stated(parsed.header) == {
        "index_number": "X1/2031-0007",
        "topic": "商贸",
        "published_on": datetime.date(2031, 4, 1),
        "doc_number": "绿商〔2031〕7号",
        "title": "绿谷市小店扶持办法",
    }
    assert [clause.text for clause in parsed.clauses] == ["发9万元。"]


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("绿商〔2031〕7号", "绿商〔2031〕7号"),
        ("绿商[2031]7号", "绿商〔2031〕7号"),
        ("绿商（2031）第7号", "绿商〔2031〕第7号"),
        ("绿谷市商务局公告2031年第7号", "绿谷市商务局公告2031年第7号"),
        ("绿谷市人民政府令第12号", "绿谷市人民政府令第12号"),
    ],
)
def test_number_below_or_above_the_title(number, kept):
    assert header_of("绿谷市小店扶持办法", number).doc_number == kept
    assert header_of(number, "绿谷市小店扶持办法").doc_number == kept


def test_letterhead_names_the_issuer():
    header = header_of("绿谷市商务局文件", "绿商〔2031〕7号", "绿谷市小店扶持办法")

    assert (header.issuer, header.title) == ("绿谷市商务局", "绿谷市小店扶持办法")


def test_marks_above_the_title_are_named_and_no_title():
    lines = ["000012", "秘密★2年", "特急", "绿谷市政府办公室文件", "绿政办〔2031〕7号", "绿谷市政府办公室", "关于印发"]
    parsed = parse_document("\n".join([*lines, "小店扶持办法的通知", "一、发9万元。"]))

    assert parsed.header.title == "绿谷市政府办公室关于印发小店扶持办法的通知"
    assert (parsed.header.doc_number, parsed.header.issuer) == ("绿政办〔2031〕7号", "绿谷市政府办公室")
    assert [clause.text for clause in parsed.clauses] == ["发9万元。"]
    assert "000012；秘密★2年；特急" in parsed.notices[0]


def test_labels_in_brackets():
    header = header_of("【发布单位】绿谷市商务局", "【文号】绿商〔2031〕7号　[公布日期] 2031.3.2", "绿谷市小店扶持办法")

    assert (header.issuer, header.doc_number) == ("绿谷市商务局", "绿商〔2031〕7号")
    assert header.published_on == datetime.date(2031, 3, 2)


def test_the_line_of_a_site_below_the_title():
    header = header_of(
        "绿谷市小店扶持办法", "2031-03-02 09:30:00　来源：市商务局 【字号：大 中 小】", "小店是指下列商店。"
    )

    assert (header.published_on, header.subtitle) == (datetime.date(2031, 3, 2), "")
    assert "来源：市商务局" in said("绿谷市小店扶持办法", "2031-03-02 09:30:00　来源：市商务局 【字号：大 中 小】")


def test_labels_without_a_field_are_named():
    notices = said("索引号：X1/2031-0007", "公开方式：主动公开", "经办人：某科", "绿谷市小店扶持办法")

    assert "公开方式 主动公开；经办人：某科" in notices


@pytest.mark.parametrize("titles", [[], TITLES])
def test_header_labelled_titles_and_their_repetition(titles):
    header = [*HEADER, f"标题：{TITLES[0]}", f"副标题：{TITLES[1]}"]

    parsed = parse_document(document(header=header, titles=titles))

    assert (parsed.header.title, parsed.header.subtitle) == tuple(TITLES)
    assert parsed.clauses == parse_document(document()).clauses


def test_header_repeated_index_number_is_harmless():
    assert parse_document(document(header=[*HEADER, HEADER[0]])).clauses == parse_document(document()).clauses


@pytest.mark.parametrize(
    ("titles", "subtitle"),
    [
        (["说明"], ""),
        (["说明", "", "绿谷市小店"], ""),
        (["说明", "", "关于第9号提案"], "关于第9号提案"),
        (["说明", "——以小店为例"], "——以小店为例"),
        (["说明", "绿谷市各小店："], ""),
        (["说明", "小店好！都来"], ""),
        (["绿谷市小店扶持办法", "第一章 总则"], ""),
        (["绿谷市小店扶持办法", "（试行）"], "（试行）"),
    ],
)
def test_header_subtitle_or_body(titles, subtitle):
    parsed = parse_document(document(titles=titles))

    assert parsed.header.title == titles[0]
    assert parsed.header.subtitle == subtitle


def test_title_broken_over_lines():
    assert (
        header_of("绿谷市商务局关于印发", "绿谷市小店扶持办法的通知").title
        == "绿谷市商务局关于印发绿谷市小店扶持办法的通知"
    )
    assert header_of("绿谷市小店", "扶持办法", title="绿谷市小店扶持办法").title == "绿谷市小店扶持办法"


def test_issuer_and_date_below_the_title():
    header = header_of("绿谷市小店扶持办法", "绿谷市商务局", "（二〇三一年三月五日）")

    assert (header.issuer, header.written_on, header.subtitle) == ("绿谷市商务局", datetime.date(2031, 3, 5), "")


def test_with_a_title_given_the_lines_above_and_below_it_are_read():
    lines = ["绿谷市商务局", "政策文件", "索引号：X1/2031-0007", "绿谷市小店扶持办法", "绿商〔2031〕7号"]

    parsed = parse_document("\n".join([*lines, *BODY[2:]]), "绿谷市小店扶持办法")

    assert parsed.clauses[0].path == "1.1"
    assert (parsed.header.issuer, parsed.header.doc_number) == ("绿谷市商务局", "绿商〔2031〕7号")
    assert parsed.header.places["title"] == "已填写"
    assert "政策文件" in " ".join(parsed.notices)


def test_another_title_than_the_one_given_is_said():
    parsed = parse_document("绿谷市旧办法\n一、发9万元。", "绿谷市新办法")

    assert [clause.text for clause in parsed.clauses] == ["发9万元。"]
    assert "原文的标题是“绿谷市旧办法”" in parsed.notices[0]
    assert parse_document("甲。\n乙。", "绿谷市新办法").clauses[0].text == "甲。"
    assert parse_document("甲。\n绿谷市新办法\n乙。", "绿谷市新办法").clauses[0].text == "甲。"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["成文日期：2031-13-05"], "第1行的成文日期“2031-13-05”不是有效日期，没有填入"),
        (["成文日期：2031年2月30日"], "不是有效日期"),
        (["成文日期：2031-04-02", "发布日期：2031-04-01"], "发布日期 2031-04-01 早于成文日期 2031-04-02"),
        (["索引号：X1/2031-7", "索引号：X9/2031-8"], "索引号前后不一致：第1行是“X1/2031-7”，第2行是“X9/2031-8”"),
        (["体裁：办法", "文种：公告"], "体裁前后不一致"),
    ],
)
def test_what_is_odd_in_a_header_is_said_and_blocks_nothing(lines, expected):
    assert expected in said(*lines, "绿谷市小店扶持办法")


def test_values_of_another_shape_are_named_and_not_kept():
    assert header_of("索引号：无", "绿谷市小店扶持办法").index_number == ""
    assert "索引号 无" in said("索引号：无", "绿谷市小店扶持办法")


def test_what_a_page_states_in_its_head_fills_the_rest():
    lines = [Line(1, "绿谷市小店扶持办法"), Line(2, "一、发9万元。")]

    header, _ = HeaderReader(lines, stated={"published_on": "2031-04-01", "title": "别的"}).read()

    assert (header.published_on, header.title) == (datetime.date(2031, 4, 1), "绿谷市小店扶持办法")
    assert header.places["published_on"] == "网页的文件头"


def test_a_text_without_any_header():
    header = header_of("每家小店都有份。")

    assert stated(header) == {}
