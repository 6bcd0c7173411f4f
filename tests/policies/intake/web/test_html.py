import pytest

from policies.intake.lines import LineKind, ParsingError
from policies.intake.read import read_file
from policies.intake.web import html as html_file
from policies.intake.web.html import is_web_page

TITLE = "绿谷市小店扶持办法"
ARTICLES = "<p>第一条 每店发9万元，全年有效。</p><p>第二条 每年只发一次，不得重复。</p>"


def lines(body: str, head: str = "") -> list[str]:
    return page(body, head).text.split("\n")


def page(body: str, head: str = ""):
    return read_file(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def test_blocks_breaks_and_white_space():
    body = "<h1>办法</h1><p>第一条 奖<b>3万元</b>。<br>另\n   行通知。</p><!-- 注 --><script>x()</script>"

    assert lines(body) == ["办法", "第一条 奖3万元。", "另行通知。"]
    assert lines("<pre>甲。\n乙。</pre>") == ["甲。", "乙。"]


def test_only_the_main_text_with_title_and_fields_above_it():
    body = (
        '<div class="top"><a href="/">收藏本站</a></div><ul><li><a href="/a">新闻</a></li></ul>'
        f'<div class="box"><h1>{TITLE}</h1><div>索引号：X1/2031-7 浏览次数：9</div>'
        f'<div id="zoom">{ARTICLES}<p>【打印本页】</p><div class="share">分享到：<a>微信</a></div></div>'
        '<div>上一篇：<a href="/c">旧闻一则</a></div></div><div class="footer">主办单位：绿谷市</div>'
    )

    got = page(body, f"<title>{TITLE}_绿谷市</title>")

    assert got.text.split("\n") == [
        TITLE,
        "索引号：X1/2031-7 浏览次数：9",
        "第一条 每店发9万元，全年有效。",
        "第二条 每年只发一次，不得重复。",
    ]
    assert "网页上正文以外的文字" in got.notices[-1]
    assert {"新闻", "主办单位：绿谷市"} <= set(got.left_out)


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">内部。</p>',
        '<p style="VISIBILITY: hidden">内部。</p>',
        "<p hidden>内部。</p>",
        '<p class="x">内部。</p>',
        '<p id="y">内部。</p>',
        '<p style="font-size:0">内部。</p>',
    ],
)
def test_hidden_text_is_left_out_and_said(hidden):
    style = "<style>p.x, #y{display:none} @media print{.z{display:none}} a b{display:none}</style>"

    got = page(f'<p class="z">甲。</p>{hidden}', style)

    assert got.text == "甲。"
    assert "隐藏文字 1 处没有导入：“内部。”" in got.notices[0]


@pytest.mark.parametrize(
    ("rules", "shown"),
    [
        (".a .b{visibility:hidden}", False),
        ("/* tabs */ div > p.b{display:none}", False),
        (".b{display:none} .a .b{display:block}", True),
        (".a .b{display:none !important} .a p.b{display:block}", False),
        (".c .b{display:none}", True),
        (".b:hover{display:none}", True),
        (".b{mso-hide:all}", False),
    ],
)
def test_rules_of_a_style_sheet_hide_what_they_fit(rules, shown):
    got = page('<div class="a"><p>甲店发9万元。</p><p class="b">乙店发8万元。</p></div>', f"<style>{rules}</style>")

    assert ("乙店" in got.text) is shown
    assert ("隐藏文字" in "".join(got.notices)) is not shown


def test_what_an_element_says_of_itself_outweighs_the_sheet():
    got = page('<p class="b" style="display:block">乙店发8万元。</p>', "<style>.b{display:none}</style>")

    assert "乙店" in got.text


def test_a_table_that_only_places_blocks_is_none():
    got = page(
        "<table><tr><td><h2>绿谷办法</h2><table><tr><td>甲</td><td>9万元</td></tr></table><p>全年有效。</p></td></tr></table>"
    )

    assert got.text.split("\n")[-2:] == ["甲；9万元", "全年有效。"]
    assert not any("嵌套" in notice for notice in got.notices)


@pytest.mark.parametrize("tag", ["del", "s", "strike", 'span style="text-decoration:line-through"'])
def test_struck_text_is_left_out_and_said(tag):
    got = page(f"<p>发<{tag}>7</{tag.split()[0]}><ins>9</ins>元。</p>")

    assert got.text == "发9元。"
    assert "删除线" in got.notices[0]


def test_a_text_shown_twice_comes_once():
    body = (
        f'<div><h1>{TITLE}</h1><div class="a">{ARTICLES * 2}</div></div><div class="b"><div>{ARTICLES * 2}</div></div>'
    )

    got = page(body)

    assert got.text.count("第一条") == 2
    assert "重复的文字" in got.notices[0]


def test_tables_with_spans_heads_and_tables_inside():
    made = (
        "<table><thead><tr><th>类别</th><th>等次</th><th>标准</th></tr></thead><tbody>"
        '<tr><td rowspan="2">青竹</td><td>甲</td><td>9</td></tr><tr><td>乙</td><td>8万元</td></tr>'
        '<tr><td>榕树</td><td colspan="2">另定</td></tr></tbody></table>'
    )

    got = page(f"<p>按下表。</p>{made}")

    assert [line.text for line in got.lines[1:]] == [
        "类别：青竹；等次：甲；标准：9",
        "类别：青竹；等次：乙；标准：8万元",
        "类别：榕树；等次、标准：另定",
    ]
    assert got.lines[1].kind is LineKind.ROW
    inner = "<table><tr><td>首年</td><td>9万元</td></tr><tr><td>次年</td><td>8万元</td></tr></table>"
    nested = page(f"<table><tr><td>层次</td><td>补贴</td></tr><tr><td>甲类</td><td>{inner}</td></tr></table>")
    assert nested.text == "层次：甲类；补贴：首年 9万元；次年 8万元"
    assert "嵌套" in nested.notices[0]


def test_a_cell_that_reaches_past_the_row_below():
    made = (
        '<table><tr><td>甲</td><td rowspan="3">9</td><td rowspan="x">8</td></tr><tr><td>乙</td></tr><tr></tr></table>'
    )

    assert lines(made) == ["甲；9；8", "乙；9"]


def test_a_table_that_lays_out_the_page_is_paragraphs():
    text = "".join(f"<p>第{number}条 {'每店发9万元，全年有效。' * 20}</p>" for number in "一二三")

    got = page(f"<table><tr><td>左栏</td><td>{text}</td></tr></table>")

    assert all(line.kind is LineKind.TEXT for line in got.lines)
    assert got.lines[-1].text.startswith("第三条")


def test_raised_and_lowered():
    assert lines("<p>10<sup>4</sup>平米（m<sup>2</sup>），CO<sub>2</sub>。</p>") == ["10^4平米（m²），CO₂。"]


def test_pictures_files_and_frames_are_named():
    pictures = '<p>见图。<img src="a.png"><img width="16px" src="i.gif"></p>'

    got = page(f'{pictures}<p><a href="/b.PDF?x=1">附件一</a></p><iframe src="/c"></iframe>')

    assert [notice[:2] for notice in got.notices] == ["附件", "图片", "嵌入"]
    assert "“附件一”" in got.notices[0]
    assert "图片 1 张" in got.notices[1]


def test_what_the_head_states_is_kept():
    head = '<meta name="ArticleTitle" content="办法"><meta name="PubDate" content="2031-03-05 10:20"><meta>'

    assert page("<p>甲。</p>", head).stated == {"title": "办法", "published_on": "2031-03-05"}
    assert page("<p>甲。</p>", '<meta name="PubDate" content="昨天">').stated == {}


@pytest.mark.parametrize("text", ["<html>", "<p>甲</p><p>乙</p>", "甲<br>乙<br/>", "\ufeff<!DOCTYPE html>"])
def test_pasted_markup_is_a_page(text):
    assert is_web_page(text)


@pytest.mark.parametrize("text", ["甲乙", "a < b，c > d", "<p>甲</p>"])
def test_other_text_is_no_page(text):
    assert not is_web_page(text)


def test_pages_without_text_or_with_too_many_tags_are_refused(monkeypatch):
    for body in ("<script>x</script>", ""):
        with pytest.raises(ParsingError, match="没有文字"):
            page(body)
    monkeypatch.setattr(html_file, "MAX_TAGS", 3)
    with pytest.raises(ParsingError, match="过大"):
        page("<p>甲</p>")


def test_the_caption_of_a_table_is_text():
    got = page("<h1>绿谷办法</h1><table><caption>发放标准</caption><tr><td>甲</td><td>9万元</td></tr></table>")

    assert got.text.split("\n")[1:] == ["发放标准", "甲；9万元"]


def test_more_rules_than_a_page_has_are_refused(monkeypatch):
    monkeypatch.setattr("policies.intake.web.styles.MOST_COMPARED", 3)

    with pytest.raises(ParsingError, match="样式过多"):
        page('<p class="b">甲。</p><p class="b">乙。</p>', "<style>.b{display:none} .a .b{display:block}</style>")
