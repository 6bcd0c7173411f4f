import pytest

from policies.parsing.document import parse_document

HEAD = ["绿谷市小店扶持办法", "一、奖励", "发9万元。"]


def read(*below: str):
    return parse_document("\n".join([*HEAD, *below]))


def texts(parsed) -> list[str]:
    return [clause.text for clause in parsed.clauses]


@pytest.mark.parametrize(
    "below",
    [
        ["绿谷市商务局", "2031年3月5日", "（此件公开发布）"],
        ["绿谷市商务局　2031年3月5日"],
        ["2031年3月5日", "（本文有删减）"],
        ["抄送：市委办公室。"],
        [
            "绿谷市商务局",
            "2031年3月5日",
            "抄送：市委各部门，",
            "市人大常委会。",
            "绿谷市商务局办公室 2031年3月6日印发",
            "共印20份",
        ],
    ],
)
def test_what_closes_a_text_is_no_clause_and_is_said(below):
    parsed = read(*below)

    assert texts(parsed) == ["发9万元。"]
    assert parsed.left_out == tuple(below)
    assert all(any(" ".join(line.split())[:6] in notice for notice in parsed.notices) for line in below)


@pytest.mark.parametrize(
    "below", ["（联系人：章三）", "绿谷市商务局", "本办法由商务局印发", "抄送有关单位的，另行通知。"]
)
def test_what_only_looks_like_it_stays(below):
    assert texts(read(below))[-1] == below


def test_a_date_alone_is_that_of_writing():
    header = read("2031年3月5日").header

    assert (str(header.written_on), header.issuer) == ("2031-03-05", "")
    assert header.places["written_on"] == "第4行（落款）"


def test_another_date_than_that_of_the_header_is_said():
    text = "成文日期：2031-03-01\n" + "\n".join([*HEAD, "绿谷市商务局", "2031年3月5日"])

    parsed = parse_document(text)

    assert str(parsed.header.written_on) == "2031-03-01"
    assert "成文日期前后不一致：第1行是“2031-03-01”，落款是“2031-03-05”，已按前者填入，请核对。" in parsed.notices
    assert not any("不一致" in notice for notice in parse_document(text.replace("3月5日", "3月1日")).notices)


def test_each_annex_has_its_own():
    parsed = read(
        "绿谷市商务局",
        "2031年3月5日",
        "附件1",
        "评分表",
        "满分100分。",
        "绿谷市评审组",
        "2031年3月1日",
        "附件2",
        "承诺书",
        "属实。",
    )

    assert texts(parsed) == ["发9万元。", "满分100分。", "属实。"]
    assert str(parsed.header.written_on) == "2031-03-05"
    assert [notice for notice in parsed.notices if "落款" in notice] == [
        "落款没有作为条款导入：绿谷市商务局，2031年3月5日。",
        "落款没有作为条款导入：绿谷市评审组，2031年3月1日。",
    ]


def test_the_signature_of_an_annex_is_not_that_of_the_text():
    header = read("附件1", "评分表", "满分100分。", "绿谷市评审组", "2031年3月1日").header

    assert (header.written_on, header.issuer) == (None, "")


def test_a_notice_signed_above_the_texts_it_issues():
    parsed = parse_document(
        "关于印发两个规定的通知\n现将《绿谷市青竹小店扶持暂行规定》《榕树小店规定》印发给你们。\n绿谷市商务局\n2031年3月5日\n（此件公开发布）\n"
        "绿谷市青竹小店\n扶持暂行规定\n为扶持小店，作出规定。\n一、奖励\n发9万元。\n榕树小店规定\n一、奖励\n发8万元。"
    )

    assert [(clause.path, clause.place, clause.text) for clause in parsed.clauses][1:] == [
        ("0.2", "", "为扶持小店，作出规定。"),
        ("1.1", "《绿谷市青竹小店扶持暂行规定》第一部分", "发9万元。"),
        ("p2.1.1", "《榕树小店规定》第一部分", "发8万元。"),
    ]
    assert (parsed.header.issuer, str(parsed.header.written_on)) == ("绿谷市商务局", "2031-03-05")


def test_a_name_that_the_notice_mentions_is_the_title_of_what_it_issues():
    parsed = parse_document("关于规范小店的通知\n现印发《小店公约》。\n小店公约\n一、守信\n不欺客。")

    assert [(clause.path, clause.text) for clause in parsed.clauses] == [
        ("0.1", "现印发《小店公约》。"),
        ("1.1", "不欺客。"),
    ]
    assert parsed.left_out == ("小店公约",)


def test_a_list_of_names_is_text():
    parsed = parse_document(
        "关于废止文件的通知\n废止《甲店管理办法》《乙店管理办法》。\n一、名单\n甲店管理办法\n乙店管理办法\n二、其他\n执行。"
    )

    assert "甲店管理办法" in [clause.text for clause in parsed.clauses]


def test_an_organ_over_two_lines_is_one():
    parsed = read("绿谷市工业和", "信息化局", "绿谷市财政局", "2031年3月5日")

    assert texts(parsed) == ["发9万元。"]
    assert parsed.notices[-1] == "落款没有作为条款导入：绿谷市工业和信息化局、绿谷市财政局，2031年3月5日。"


@pytest.mark.parametrize("last", ["特此通知", "绿谷市小店名单", "以上请遵照执行"])
def test_words_above_an_organ_stay(last):
    assert texts(read(last, "绿谷市商务局", "2031年3月5日"))[-1] == last
